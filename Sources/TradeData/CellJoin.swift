/// What several workers summed, made ready to fill the cells of a cube.
protocol CellJoin: ~Copyable {
  /// The number of series that have a sum.
  var seriesCount: Int { get }

  /// Fills the cells of all series, period by period, and the codes of their keys.
  ///
  /// - Parameters:
  ///   - digits: Room for a number for each period and series.
  ///   - codes: Room for a number for each series and key.
  /// - Returns: What did not fit.
  @unsafe func fill(
    _ digits: UnsafeMutablePointer<Int64>, _ codes: UnsafeMutablePointer<Int32>
  ) -> [Spill]
}

/// A part of a sum that does not fit 64 bits beside the rest.
struct Spill {
  /// The place of the sum among the cells.
  let place: Int
  let sum: Int64
}

extension Cells {
  /// Adds a sum to a number; false where it does not fit, and the number, if there was none, is zero.
  @inline(__always)
  @unsafe static func add(_ sum: Int64, to number: UnsafeMutablePointer<Int64>) -> Bool {
    let old = unsafe number.pointee
    let (total, overflow) = (old == absent ? 0 : old).addingReportingOverflow(sum)
    // A sum is never the number that stands for none, but may be the one for elsewhere.
    if overflow || total <= elsewhere {
      unsafe number.pointee = old == absent ? 0 : old
      return false
    }
    unsafe number.pointee = total
    return true
  }
}
