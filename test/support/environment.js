import { TestEnvironment } from 'jest-environment-node';

/**
 * The environment of Node, with the typed arrays of Node itself: what onnxruntime makes outside the realm of a test is else
 * no `Float32Array` there (jestjs/jest#11864).
 */
export default class extends TestEnvironment {
  constructor(...parts) {
    super(...parts);
    Object.assign(this.global, { Float32Array, BigInt64Array });
  }
}
