internal import COpenBLAS

/// The calls into the C library: the one file that imports it.
///
/// Callers have checked shapes and left out empty matrices. LAPACK works on columns; a symmetric
/// matrix reads the same either way, so only the name of the triangle changes.
enum BLAS {
  static func gemm(
    _ left: Transposition, _ right: Transposition, m: Int, n: Int, k: Int,
    _ a: UnsafeBufferPointer<Double>, _ aStride: Int, _ b: UnsafeBufferPointer<Double>,
    _ bStride: Int, _ c: UnsafeMutableBufferPointer<Double>, factor: Double = 1, keeping: Double = 0
  ) {
    unsafe cblas_dgemm(
      CblasRowMajor, left.blas, right.blas, size(m), size(n), size(k), factor, a.baseAddress,
      size(aStride), b.baseAddress, size(bStride), keeping, c.baseAddress, size(n))
  }

  /// Fills the upper triangle of the result.
  static func syrk(
    _ transposition: Transposition, order: Int, inner: Int, _ a: UnsafeBufferPointer<Double>,
    _ stride: Int, _ c: UnsafeMutableBufferPointer<Double>, keeping: Double = 0
  ) {
    unsafe cblas_dsyrk(
      CblasRowMajor, CblasUpper, transposition.blas, size(order), size(inner), 1, a.baseAddress,
      size(stride), keeping, c.baseAddress, size(order))
  }

  /// Overwrites a symmetric matrix with its lower factor; the order of the first leading minor that
  /// is not positive, or zero.
  static func potrf(order: Int, _ a: UnsafeMutableBufferPointer<Double>) -> Int {
    // The upper triangle of columns is the lower triangle of rows.
    let triangle = CChar(UInt8(ascii: "U"))
    let n = size(order)
    var info: Int32 = 0
    unsafe withUnsafePointer(to: triangle) { unsafe dpotrf_($0, [n], a.baseAddress, [n], &info, 1) }
    return checked(info, "dpotrf")
  }

  /// Overwrites right sides, stored as columns one after another, with the solutions.
  static func potrs(
    order: Int, count: Int, _ factor: UnsafeBufferPointer<Double>,
    _ b: UnsafeMutableBufferPointer<Double>
  ) {
    let triangle = CChar(UInt8(ascii: "U"))
    let n = size(order)
    var info: Int32 = 0
    unsafe withUnsafePointer(to: triangle) {
      unsafe dpotrs_(
        $0, [n], [size(count)], factor.baseAddress, [n], b.baseAddress, [n], &info, 1)
    }
    _ = checked(info, "dpotrs")
  }

  /// Eigenvalues `first` to `last`, counted from 1 in ascending order, and their vectors, one
  /// after another.
  ///
  /// The matrix is destroyed. A result other than zero says that it did not converge.
  static func syevr(
    order: Int, first: Int, last: Int, _ a: UnsafeMutableBufferPointer<Double>,
    values: UnsafeMutableBufferPointer<Double>, vectors: UnsafeMutableBufferPointer<Double>
  ) -> Int {
    let n = size(order)
    var found: Int32 = 0
    var info: Int32 = 0
    var support = [Int32](repeating: 0, count: 2 * order)
    var work: [Double] = [0]
    var integerWork: [Int32] = [0]
    // The first call, with length -1, asks how much workspace the second one needs.
    for query in [true, false] {
      let workLength: Int32 = query ? -1 : size(work.count)
      let integerLength: Int32 = query ? -1 : size(integerWork.count)
      unsafe dsyevr_(
        [CChar(UInt8(ascii: "V"))], [CChar(UInt8(ascii: "I"))], [CChar(UInt8(ascii: "U"))], [n],
        a.baseAddress, [n], [0], [0], [size(first)], [size(last)], [0], &found,
        values.baseAddress, vectors.baseAddress, [n], &support, &work, [workLength], &integerWork,
        [integerLength], &info, 1, 1, 1)
      guard query, checked(info, "dsyevr") == 0 else { break }
      work = Array(repeating: 0, count: Int(work[0]))
      integerWork = Array(repeating: 0, count: Int(integerWork[0]))
    }
    return checked(info, "dsyevr")
  }

  static func setThreads(_ count: Int) {
    openblas_set_num_threads(size(count))
  }

  static func endThreads() { saldo_end_blas_threads() }

  static var threadCount: Int { max(1, Int(openblas_get_num_threads())) }

  static var configuration: String {
    unsafe String(cString: openblas_get_config())
  }

  /// A size as the library takes it; 2^31 rows would not fit memory as doubles anyway.
  private static func size(_ value: Int) -> Int32 {
    guard let small = Int32(exactly: value) else {
      preconditionFailure("a dimension of \(value) is past the library's 32 bits")
    }
    return small
  }

  private static func checked(_ info: Int32, _ routine: String) -> Int {
    precondition(info >= 0, "argument \(-info) of \(routine) is wrong")
    return Int(info)
  }
}

extension Transposition {
  fileprivate var blas: CBLAS_TRANSPOSE {
    switch self {
    case .none: CblasNoTrans
    case .transposed: CblasTrans
    }
  }
}
