// Imports of customers as the server describes them.
import type { components } from './schema';

type Schemas = components['schemas'];
export type Import = Schemas['Import'];
export type ImportRow = Schemas['ImportRow'];
export type ImportPlan = Schemas['ImportPlan'];
export type ImportColumn = Schemas['ImportColumn'];
export type RowState = ImportRow['state'];
