"""PyTorch's form of every layer: each file's `LAYERS` maps a layer's type to a function of parameters, inputs, weights and mode."""

import importlib
import pkgutil

LAYERS = {}
for module in pkgutil.iter_modules(__path__):
    LAYERS.update(getattr(importlib.import_module(f"{__name__}.{module.name}"), "LAYERS", {}))
