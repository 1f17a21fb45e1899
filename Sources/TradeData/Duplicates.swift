/// Rows whose key another row has already: what became of looking for them.
public enum Duplicates: Sendable, Equatable {
  /// So many rows repeat the key of an earlier one, with the same value or with another.
  ///
  /// The key is every column that the layout reads, but the value: `keys` names them.
  case counted(same: Int, conflicting: Int, keys: [String])
  /// The files are too large to be searched unasked.
  case notSearched
  /// There are more rows than are remembered.
  case tooMany(rows: Int)
}

/// Whether duplicates are looked for.
public enum DuplicateSearch: Sendable {
  /// In files that are small enough for the search to take no noticeable time.
  case automatic
  /// Whatever the size.
  case always

  /// Bytes up to which a search is automatic.
  static let automaticLimit = 1 << 23
}

/// Counts rows that have the same key, by 64-bit hashes of key and value.
///
/// Two different keys are taken for one with a probability below n²/2⁶⁵: for sixteen million rows once
/// in a hundred thousand runs. A reader of its own, so that files that are not searched pay nothing.
@safe struct DuplicateCounter: ~Copyable {
  /// What a column is to the search.
  private enum Kind: UInt8 {
    case other
    case key
    case value
  }

  private(set) var same = 0
  private(set) var conflicting = 0
  private(set) var rows = 0
  /// Key and value hash of each key, by linear probing; a key of 0 is an empty place.
  private var keys: [UInt64] = Array(repeating: 0, count: 1 << 10)
  private var values: [UInt64] = Array(repeating: 0, count: 1 << 10)
  private var used = 0

  /// Keys that are remembered: half a gigabyte at most.
  static let limit = 1 << 24

  /// Reads the rows of one file; false where there are too many.
  mutating func count(
    _ file: InputFile, from bodyOffset: Int, _ binding: Binding, separators: (UInt8, UInt8)
  ) -> Bool {
    let columns = binding.identifying
    let width =
      1
      + max(
        columns.values.max() ?? 0, binding.values.map(\.column).max() ?? 0)
    var kinds = Array(repeating: Kind.other, count: width)
    var seeds: [UInt64] = Array(repeating: 0, count: width)
    for (number, role) in Role.allCases.enumerated() {
      guard let column = columns[role] else { continue }
      kinds[column] = .key
      seeds[column] = UInt64(number + 1) &* 0x9e37_79b9_7f4a_7c15 ^ DuplicateCounter.secret
    }
    for (number, value) in binding.values.enumerated() {
      kinds[value.column] = .value
      seeds[value.column] = UInt64(number + 101) &* 0x9e37_79b9_7f4a_7c15 ^ DuplicateCounter.secret
    }
    let last = file.count
    var (key, value): (UInt64, UInt64) = (0, 0)
    var (column, hash, blanks, isInside) = (0, DuplicateCounter.basis, 0, false)
    var place = bodyOffset
    while place <= last {
      let byte = unsafe place == last ? UInt8(ascii: "\n") : file.start[place]
      place += 1
      if byte == UInt8(ascii: "\""), place <= last {
        isInside.toggle()
        continue
      }
      let isEnd = byte == UInt8(ascii: "\n") && (!isInside || place > last)
      guard isEnd || (!isInside && (byte == separators.0 || byte == separators.1)) else {
        if byte <= UInt8(ascii: " ") {
          blanks += 1
        } else {
          // Blanks inside a text count, those at its ends do not.
          if blanks > 0, hash != DuplicateCounter.basis {
            hash = (hash ^ UInt64(blanks)) &* 0x100_0000_01b3
          }
          blanks = 0
          hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        continue
      }
      if column < width {
        switch kinds[column] {
        case .other: break
        case .key: key &+= DuplicateCounter.mixed(hash ^ seeds[column])
        case .value: value &+= DuplicateCounter.mixed(hash ^ seeds[column])
        }
      }
      column += 1
      (hash, blanks) = (DuplicateCounter.basis, 0)
      guard isEnd else { continue }
      if column >= width, width > 1 || value != 0 {
        guard insert(key == 0 ? 1 : key, value) else { return false }
      }
      (key, value, column, isInside) = (0, 0, 0, false)
    }
    return true
  }

  /// Keeps those who make files from choosing rows that all meet in one place.
  private static let secret = UInt64.random(in: 0...UInt64.max)
  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func mixed(_ hash: UInt64) -> UInt64 {
    var z = hash
    z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z &>> 31)
  }

  private mutating func insert(_ key: UInt64, _ value: UInt64) -> Bool {
    rows += 1
    var place = Int(truncatingIfNeeded: key) & (keys.count - 1)
    while keys[place] != 0 {
      if keys[place] == key {
        if values[place] == value { same += 1 } else { conflicting += 1 }
        return true
      }
      place = (place + 1) & (keys.count - 1)
    }
    guard used < DuplicateCounter.limit else { return false }
    keys[place] = key
    values[place] = value
    used += 1
    if used * 2 > keys.count { grow() }
    return true
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    values = Array(repeating: 0, count: oldKeys.count * 2)
    for index in oldKeys.indices where oldKeys[index] != 0 {
      var place = Int(truncatingIfNeeded: oldKeys[index]) & (keys.count - 1)
      while keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
      keys[place] = oldKeys[index]
      values[place] = oldValues[index]
    }
  }
}
