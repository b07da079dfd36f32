"""Golden statistics of a small table with missing cells by numpy.

usage: python dataset_statistics.py > engine/statistics/golden.json      (numpy from PyPI; the program itself never needs it)

Quartiles are interpolated, deviations are over the number of values, bins are Freedman and Diaconis's between 8 and 64, and
coefficients are Pearson's over the rows that have both cells. All cells are numbers that float32 holds exactly.
"""

import json
import math

import numpy

ROWS = 160


def table():
    """A ramp with noise, a skewed column far from 0, whole numbers, a constant, and one that follows the first."""
    rows = []
    for i in range(ROWS):
        noise = (i * 7919 + 12) % 1009 / 64
        skewed = 4096 + ((i * 104729 + 5) % 997) ** 2 / 4096
        whole = (i * 31 + 7) % 43
        rows.append([i / 8 + noise, round(skewed * 16) / 16, whole, 2.5, -i / 4 + (i * 523) % 17])
    for i in range(ROWS):
        for column in range(5):
            if (i * 13 + column * 29) % 23 == 0:
                rows[i][column] = math.nan
    return numpy.array(rows, dtype=numpy.float32).astype(numpy.float64)


def histogram(values):
    low, high = values.min(), values.max()
    if low == high:
        return {"min": low - 0.5, "max": high + 0.5, "counts": [len(values)]}
    q1, q3 = numpy.percentile(values, [25, 75])
    wanted = max(8, min(64, math.ceil((high - low) / (2 * (q3 - q1) / len(values) ** (1 / 3)))))
    if not (values == numpy.round(values)).all():
        edges, bins = (low, high), wanted
    else:
        numbers = high - low + 1
        width = 1 if numbers <= 20 else math.ceil(numbers / wanted)
        bins = math.ceil(numbers / width)
        edges = (low - 0.5, low - 0.5 + width * bins)
    counts, _ = numpy.histogram(values, bins=bins, range=edges)
    return {"min": edges[0], "max": edges[1], "counts": counts.tolist()}


def column(values):
    present = values[~numpy.isnan(values)]
    return {
        "missing": int(numpy.isnan(values).sum()),
        "min": present.min(),
        "max": present.max(),
        "mean": present.mean(),
        "deviation": present.std(),
        "quartiles": numpy.percentile(present, [25, 50, 75]).tolist(),
        "histogram": histogram(present),
    }


def coefficient(a, b):
    both = ~numpy.isnan(a) & ~numpy.isnan(b)
    if numpy.ptp(a[both]) == 0 or numpy.ptp(b[both]) == 0:
        return None
    return numpy.corrcoef(a[both], b[both])[0, 1]


values = table()
columns = values.T
golden = {
    "rows": [[None if math.isnan(cell) else cell for cell in row] for row in values.tolist()],
    "columns": [column(values) for values in columns],
    "correlation": [coefficient(a, b) for a in columns for b in columns],
}
print(json.dumps(golden, indent=1))
