extension InputFile {
  /// The lines, from 1, on which the bytes at `offsets` stand, which come in ascending order.
  package func lines(of offsets: [Int]) -> [Int] {
    var (line, place) = (1, 0)
    return offsets.map { target in
      while place + 64 <= target {
        line += unsafe Block(start + place).mask(of: UInt8(ascii: "\n")).nonzeroBitCount
        place += 64
      }
      while place < target {
        if unsafe start[place] == UInt8(ascii: "\n") { line += 1 }
        place += 1
      }
      return line
    }
  }

  /// Where the line of a number, from 1, begins; the end where there are fewer.
  package func offset(ofLine number: Int) -> Int {
    var (line, place) = (1, 0)
    while line < number, place < count {
      if unsafe start[place] == UInt8(ascii: "\n") { line += 1 }
      place += 1
    }
    return place
  }
}
