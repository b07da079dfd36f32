"""Time of an epoch of a GCN with torch_geometric (PyPI), over a graph drawn as in graph-epoch.ts beside it.

usage: python bench/graph-epoch.py [runs]

`cached` keeps the normalised adjacency from one epoch to the next, `sparse` has the features in CSR as well.
"""

import sys
import time

import torch
import torch.nn.functional as F
from torch_geometric.nn import GCNConv

WARM_UP, RUNS = 10, int(sys.argv[1]) if len(sys.argv) > 1 else 60
NODES, FEATURES, EDGES, HIDDEN, CLASSES, LABELLED = 2708, 1433, 5429, 16, 7, 140


class Gcn(torch.nn.Module):
    def __init__(self, cached):
        super().__init__()
        self.first = GCNConv(FEATURES, HIDDEN, cached=cached)
        self.second = GCNConv(HIDDEN, CLASSES, cached=cached)

    def forward(self, x, edges):
        return self.second(F.relu(self.first(x, edges)), edges)


def graph():
    x = torch.zeros(NODES, FEATURES).scatter_(1, torch.randint(0, FEATURES, (NODES, 18)), 1 / 18)
    ends = torch.randint(0, NODES, (2, EDGES))
    return x, torch.cat([ends, ends.flip(0)], 1), torch.randint(0, CLASSES, (LABELLED,))


def measure(form, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    x, edges, topics = graph()
    net = Gcn(form != "plain")
    features = x.to_sparse_csr() if form == "sparse" else x
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    times, processor = [], []
    for run in range(WARM_UP + RUNS):
        start, before = time.perf_counter(), time.process_time()
        optimizer.zero_grad()
        F.cross_entropy(net(features, edges)[:LABELLED], topics).backward()
        optimizer.step()
        if run >= WARM_UP:
            times.append(time.perf_counter() - start)
            processor.append(time.process_time() - before)
    least, median, cpu = (1000 * t for t in (min(times), sorted(times)[RUNS // 2], min(processor)))
    print(f"{form}, {threads} threads: least {least:.2f} ms, median {median:.2f} ms; cpu {cpu:.2f} ms")


for threads in (1, 2):
    for form in ("plain", "cached", "sparse"):
        measure(form, threads)
