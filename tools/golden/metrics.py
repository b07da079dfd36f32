"""Golden values of metrics from scikit-learn and torchmetrics, in float64.

usage: python metrics.py CASES.json RESULT.json      (scikit-learn, torchmetrics and scipy from PyPI; the program itself never needs them)

Where a library has no value or warns that it is ill-defined, the definitions of `engine/metrics` hold and are written out here:
classes of which there is no sample are left out of the mean of ROC-AUC and PR-AUC, and of equal scores the first class leads.
"""

import json
import sys
import warnings

import numpy as np
import sklearn
import torch
import torchmetrics
from scipy.special import log_softmax, logsumexp
from sklearn import metrics as m
from torchmetrics.functional.classification import multiclass_calibration_error
from torchmetrics.functional.regression import mean_squared_error

warnings.filterwarnings("ignore")


def places(case):
    """Scores [places, K] of two or more columns, or one, and classes [places], without those that are left out."""
    reading, n = case["reading"], case["samples"]
    scores = np.array(case["predictions"], dtype=np.float64).reshape(n, reading["columns"], -1)
    scores = np.moveaxis(scores, 1, -1).reshape(-1, reading["columns"])
    truth = np.array(case["targets"]).reshape(-1)
    kept = truth != reading.get("ignored", -1)
    return scores[kept], truth[kept]


class Classes:
    def __init__(self, case):
        self.scores, self.truth = places(case)
        self.k = case["reading"]["classes"]
        self.link = case["reading"]["link"]
        self.characters = case["reading"].get("characters")
        one = self.scores.shape[1] == 1
        # A score alone is the second class's log-odds, or its distance from the border.
        self.pair = np.hstack([np.zeros_like(self.scores), self.scores]) if one else self.scores
        self.called = np.where(self.scores[:, 0] > 0, 1, 0) if one else np.argmax(self.scores, axis=1)
        self.log_p = None if self.link == "identity" else log_softmax(self.pair, axis=1)

    def averaged(self, which, average):
        return m.precision_recall_fscore_support(self.truth, self.called, average=average, zero_division=0)[which]

    def top(self, k):
        # Columns are turned round: of equal scores scikit-learn lets the last lead.
        last = self.pair.shape[1] - 1
        return m.top_k_accuracy_score(last - self.truth, self.pair[:, ::-1], k=k, labels=range(last + 1))

    def log_loss(self):
        value = torch.nn.functional.cross_entropy(torch.tensor(self.pair), torch.tensor(self.truth)).item()
        p = np.exp(self.log_p)
        if p.min() > 1e-12:
            assert abs(m.log_loss(self.truth, p, labels=range(self.k)) - value) < 1e-9
        return value

    def perplexity(self):
        scores, truth = torch.tensor(self.pair)[None], torch.tensor(self.truth)[None]
        value = torchmetrics.functional.text.perplexity(scores, truth).item()
        # It computes in float32.
        exact = np.exp(self.log_loss())
        assert abs(value - exact) < 1e-4 * exact
        return exact

    def bits_per_character(self):
        characters = np.array(self.characters)[self.truth].sum()
        return self.log_loss() * len(self.truth) / characters / np.log(2)

    def calibration(self):
        p, t = torch.tensor(np.exp(self.log_p)), torch.tensor(self.truth)
        return multiclass_calibration_error(p, t, num_classes=self.k, n_bins=15, norm="l1").item()

    def rank_scores(self, k):
        """What orders samples as the probability of class k does, in float32 as scores are."""
        if self.k == 2:
            return np.float32(self.pair[:, 1] - self.pair[:, 0])
        if self.link == "identity":
            return self.scores[:, k]
        return np.float32(self.scores[:, k] - logsumexp(np.delete(self.scores, k, axis=1), axis=1))

    def over_classes(self, area, needs_others):
        values = []
        for k in [1] if self.k == 2 else range(self.k):
            own = self.truth == k
            if own.any() and not (needs_others and own.all()):
                values.append(area(own, self.rank_scores(k)))
        return float(np.mean(values)) if values else None

    def roc(self):
        value = self.over_classes(m.roc_auc_score, True)
        # The probabilities of permuted scores differ in their last digits: ties are kept by the scores alone.
        exact = len(np.unique(self.scores)) > self.scores.size / 2
        if self.k > 2 and self.link == "softmax" and len(set(self.truth)) == self.k and exact and self.log_p.min() > -30:
            assert abs(m.roc_auc_score(self.truth, np.exp(self.log_p), multi_class="ovr") - value) < 1e-9
        return value

    def pr(self):
        return self.over_classes(m.average_precision_score, False)


def of_classes(case):
    c = Classes(case)
    by_average = {
        f"{name}{average.capitalize()}": (lambda which=which, average=average: c.averaged(which, average))
        for which, name in enumerate(["precision", "recall", "f1"])
        for average in ["macro", "micro", "weighted"]
    }
    return by_average | {
        "accuracy": lambda: m.accuracy_score(c.truth, c.called),
        "balancedAccuracy": lambda: m.balanced_accuracy_score(c.truth, c.called),
        "top3Accuracy": lambda: c.top(3),
        "top5Accuracy": lambda: c.top(5),
        "matthewsCorrelation": lambda: m.matthews_corrcoef(c.truth, c.called),
        "cohenKappa": lambda: m.cohen_kappa_score(c.truth, c.called),
        "logLoss": c.log_loss,
        "bitsPerToken": lambda: c.log_loss() / np.log(2),
        "perplexity": c.perplexity,
        "bitsPerCharacter": c.bits_per_character,
        "expectedCalibrationError": c.calibration,
        "rocAuc": c.roc,
        "prAuc": c.pr,
        "intersectionOverUnion": lambda: m.jaccard_score(c.truth, c.called, average="macro", zero_division=0),
        "dice": lambda: m.f1_score(c.truth, c.called, average="macro", zero_division=0),
    }


def of_numbers(case):
    n, reading = case["samples"], case["reading"]
    y = np.array(case["predictions"], dtype=np.float64)
    if reading["link"] == "sigmoid":
        y = torch.sigmoid(torch.tensor(y)).numpy()
    if reading["link"] == "softmax":
        y = np.exp(log_softmax(y.reshape(n, reading["columns"], -1), axis=1))
    y, t = y.reshape(n, -1), np.array(case["targets"]).reshape(n, -1)
    return {
        "meanAbsoluteError": lambda: m.mean_absolute_error(t, y),
        "rootMeanSquaredError": lambda: mean_squared_error(torch.tensor(y).reshape(-1), torch.tensor(t).reshape(-1), squared=False).item(),
        "meanSquaredError": lambda: m.mean_squared_error(t, y),
        "r2": lambda: m.r2_score(t, y, multioutput="variance_weighted"),
        "meanAbsolutePercentageError": lambda: m.mean_absolute_percentage_error(t, y),
    }


def number(value):
    return None if value is None or not np.isfinite(value) else float(value)


def main(cases_file, result_file):
    results = {}
    for case in json.load(open(cases_file)):
        values = (of_classes if "classes" in case["reading"] else of_numbers)(case)
        results[case["name"]] = {name: number(values[name]()) for name in case["metrics"]}
    versions = {"scikit-learn": sklearn.__version__, "torchmetrics": torchmetrics.__version__}
    with open(result_file, "w") as file:
        json.dump({"versions": versions, "cases": results}, file, indent=1)
        file.write("\n")


main(*sys.argv[1:])
