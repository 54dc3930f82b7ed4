"""LightGBM's trees as the flat arrays that the reader walks (detente.article.capture_model)."""

from __future__ import annotations

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
    "seed": 7,
}


def fit(rows: np.ndarray, right: np.ndarray, weight: np.ndarray, rounds: int) -> Trees:
    """Boosted trees for rows × features; `right` is 0 or 1, `weight` a row's worth."""
    data = lightgbm.Dataset(rows, right, weight=weight, params=SETTINGS)
    return flat(lightgbm.train(SETTINGS, data, num_boost_round=rounds).dump_model())


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
    return {
        f"{name}_roots": trees.roots,
        f"{name}_feature": trees.feature.astype(np.uint8),
        f"{name}_threshold": trees.threshold,
        f"{name}_left": trees.left.astype(np.uint16),
        f"{name}_right": trees.right.astype(np.uint16),
        f"{name}_value": trees.value,
        f"{name}_depth": np.array(trees.depth),
    }
