/// The texts of one column in a window of a file whose rows all have the same number of fields.
@unsafe struct FieldColumn {
  /// The first byte of the window.
  let base: UnsafeRawPointer
  /// Where the fields of the first row begin.
  let starts: UnsafePointer<UInt32>
  /// The number of fields in a row.
  let width: Int
  /// The column, from zero.
  let column: Int

  /// The bytes of a row's field, without the carriage return that may end a line.
  @inline(__always)
  subscript(row: Int) -> (start: UnsafeRawPointer, length: Int) {
    let place = unsafe starts + (row &* width &+ column)
    let start = unsafe base + Int(place[0])
    var length = unsafe Int(place[1] &- place[0]) &- 1
    if unsafe column == width &- 1, length > 0, unsafe start[length &- 1] == UInt8(ascii: "\r") {
      length &-= 1
    }
    return unsafe (start, length)
  }
}
