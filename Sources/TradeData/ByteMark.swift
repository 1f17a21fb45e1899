/// Three bytes of a word by which text that cannot hold it is passed over sixteen places at a time.
///
/// Letters are compared without their case, and what stands between the three is not looked at: where
/// the mark occurs the word may stand, and the text must be read.
package struct ByteMark: Sendable {
  private let first: SIMD16<UInt8>
  private let second: SIMD16<UInt8>
  private let third: SIMD16<UInt8>
  private let places: (Int, Int)

  private static let caseBit: UInt8 = 0x20

  /// The bytes of `word` at 0 and at two other places, none of them more than 48 from the first.
  package init(_ word: [UInt8], places: (Int, Int)) {
    precondition(word.count > max(places.0, places.1) && max(places.0, places.1) <= 48)
    func lanes(_ place: Int) -> SIMD16<UInt8> {
      SIMD16(repeating: word[place] | ByteMark.caseBit)
    }
    first = lanes(0)
    second = lanes(places.0)
    third = lanes(places.1)
    self.places = places
  }

  /// Whether it occurs in `length` bytes from `start`; reads up to 64 bytes past them.
  func occurs(_ start: UnsafeRawPointer, _ length: Int) -> Bool {
    var place = 0
    while place < length {
      let differences =
        unsafe (ByteMark.lanes(start + place) ^ first)
        | (ByteMark.lanes(start + place + places.0) ^ second)
        | (ByteMark.lanes(start + place + places.1) ^ third)
      if Block.bits(differences .== SIMD16(repeating: 0)) != 0 { return true }
      place &+= 16
    }
    return false
  }

  @inline(__always)
  private static func lanes(_ start: UnsafeRawPointer) -> SIMD16<UInt8> {
    unsafe start.loadUnaligned(as: SIMD16<UInt8>.self) | SIMD16(repeating: caseBit)
  }
}
