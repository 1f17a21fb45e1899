internal import Analytics
internal import Exact
internal import TradeData

extension ByteBuffer {
  /// Appends the number at `index` in the form of its column; nothing where there is none.
  @inline(__always)
  mutating func append(_ cells: Cells, _ index: Int, _ content: ResultTable.Column.Content) {
    let digits = cells.digits[index]
    if digits > Cells.elsewhere {
      if case .rounded = content {
        append(digits, places: cells.scale)
      } else {
        appendExact(digits, scale: cells.scale)
      }
    } else if digits == Cells.elsewhere, let number = cells.wide[index] {
      if case .rounded(let places) = content {
        append(Array(Rational(number).decimal(places: places).utf8))
      } else {
        append(Array(number.description.utf8))
      }
    }
  }
}
