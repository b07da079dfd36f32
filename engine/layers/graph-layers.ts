import { ChebConv } from './cheb-conv.ts';
import type { LayerDefinition } from './definition.ts';
import { DropEdge } from './drop-edge.ts';
import { EdgeConv } from './edge-conv.ts';
import { GATConv, GATv2Conv } from './gat-conv.ts';
import { GCNConv } from './gcn-conv.ts';
import { GINConv } from './gin-conv.ts';
import { GraphNorm } from './graph-norm.ts';
import { GraphAttentionPool, GraphPool } from './graph-pool.ts';
import { NodePairs } from './node-pairs.ts';
import { SAGEConv } from './sage-conv.ts';
import { TopKPool } from './top-k-pool.ts';

/** Layers over the nodes and edges of graphs, in the palette's order. */
export const graphLayers: readonly LayerDefinition[] = [
  GCNConv,
  SAGEConv,
  GATConv,
  GATv2Conv,
  GINConv,
  ChebConv,
  EdgeConv,
  GraphNorm,
  GraphPool,
  GraphAttentionPool,
  TopKPool,
  NodePairs,
  DropEdge,
];
