"""LightGBM's trees as the flat arrays that the reader walks (detente.article.capture_model)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from detente.article.capture_model import Trees

SETTINGS = {
    "objective": "binary",
    "num_leaves": 24,
    "learning_rate": 0.1,
    "feature_fraction": 0.3,
    "min_data_in_leaf": 80,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "max_depth": 8,
    "num_threads": 1,
    "use_missing": False,
    "force_col_wise": True,
    "deterministic": True,
    "verbose": -1,
    "monotone_constraints_method": "basic",
}


def fit(
    rows: np.ndarray,
    right: np.ndarray,
    weight: np.ndarray,
    rounds: int,
    monotone: list[int],
    seed: int,
) -> Trees:
    """Boosted trees for rows × features; `right` is 0 or 1, `weight` a row's worth.

    `monotone` says of each feature whether it may only raise (1) or lower (-1) what comes out.
    The same input and seed give the same trees to the byte: one thread, sums in a fixed order.
    """
    settings = {**SETTINGS, "seed": seed, "monotone_constraints": monotone}
    data = lightgbm.Dataset(rows, right, weight=weight, params=settings)
    return flat(lightgbm.train(settings, data, num_boost_round=rounds).dump_model())


def keep(path: Path, trees: Trees) -> None:
    """Write trees to a file, whole or not at all."""
    aside = path.with_suffix(".part.npz")
    np.savez(aside, **{name: getattr(trees, name) for name in Trees.__dataclass_fields__})
    aside.replace(path)


def kept_trees(path: Path) -> Trees:
    """The trees of a file that `keep` wrote."""
    with np.load(path) as kept:
        parts = {name: kept[name] for name in Trees.__dataclass_fields__}
    return Trees(**parts | {"depth": int(parts["depth"])})


def mean(several: Sequence[Trees]) -> Trees:
    """One set of trees whose log-odds are the mean of several sets'."""
    sizes = np.cumsum([0, *(len(one.feature) for one in several)])

    def joined(name: str, shift: bool = False) -> np.ndarray:
        parts = [getattr(one, name) for one in several]
        if shift:
            parts = [part + at for part, at in zip(parts, sizes[:-1], strict=True)]
        return np.concatenate(parts)

    return Trees(
        joined("roots", shift=True).astype(np.int32),
        joined("feature"),
        joined("threshold"),
        joined("left", shift=True).astype(np.int32),
        joined("right", shift=True).astype(np.int32),
        joined("value") / np.float32(len(several)),
        max(one.depth for one in several),
    )


def flat(dumped: dict[str, Any]) -> Trees:
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []

    def add(node: dict[str, Any]) -> tuple[int, int]:
        at = len(feature)
        leaf = "leaf_value" in node
        feature.append(0 if leaf else node["split_feature"])
        threshold.append(np.inf if leaf else node["threshold"])
        value.append(node["leaf_value"] if leaf else 0.0)
        left.append(at)
        right.append(at)
        if leaf:
            return at, 0
        left[at], below = add(node["left_child"])
        right[at], beside = add(node["right_child"])
        return at, 1 + max(below, beside)

    grown = [add(tree["tree_structure"]) for tree in dumped["tree_info"]]
    return Trees(
        np.array([root for root, _ in grown], np.int32),
        np.array(feature, np.int32),
        np.array(threshold, np.float32),
        np.array(left, np.int32),
        np.array(right, np.int32),
        np.array(value, np.float32),
        max(depth for _, depth in grown),
    )


def arrays(trees: Trees, name: str) -> dict[str, np.ndarray]:
    """What goes into the .npz, in the smallest integers that hold it."""
    assert len(trees.feature) <= np.iinfo(np.uint16).max + 1, "more nodes than 16 bits number"
    return {
        f"{name}_roots": trees.roots,
        f"{name}_feature": trees.feature.astype(np.uint8),
        f"{name}_threshold": trees.threshold,
        f"{name}_left": trees.left.astype(np.uint16),
        f"{name}_right": trees.right.astype(np.uint16),
        f"{name}_value": trees.value,
        f"{name}_depth": np.array(trees.depth),
    }
