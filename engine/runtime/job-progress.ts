/** How far a job is. */
export interface JobProgress {
  readonly done: number;
  /** Absent where it isn't known. */
  readonly total?: number;
  /** What is counted: "samples". */
  readonly unit: string;
}
