/** Numbers of 32 bits that are added one by one. */
export class GrowingArray<T extends Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>> {
  length = 0;
  private values: T;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.make = make;
    this.values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.make(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  /** All values, in memory of their own. */
  finish(): T {
    const exact = this.make(this.length);
    exact.set(this.values.subarray(0, this.length));
    return exact;
  }
}
