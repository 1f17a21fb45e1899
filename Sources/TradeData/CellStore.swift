internal import Exact

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Exact sums by cell number: an array as long as the cube where that is affordable, else a hash
/// table.
///
/// A sum is 64 bits at one scale for the whole store; what does not fit (an overflow, a value with
/// more decimals) goes to a dictionary of 128-bit sums beside it, and the cell's total is both
/// together. Stored is the sum with its highest bit flipped, so that untouched memory, which is zero,
/// reads as `Int64.min`: no value.
@safe struct CellStore: ~Copyable {
  /// The sum of a cell that has none.
  static let absent = Int64.min
  /// The bits of a cell number up to which the cube is an array: 512 MiB of address space.
  static let denseLimit = 26

  /// The number of digits after the point in the 64-bit sums.
  let scale: Int
  private(set) var wide: [UInt64: ScaledInteger] = [:]
  private var sums: UnsafeMutablePointer<Int64>
  private var capacity: Int
  /// The cell number plus one beside each sum, zero where the place is free; nil for an array.
  private var keys: UnsafeMutablePointer<UInt64>?
  /// The places of a hash table that are taken.
  private var occupied = 0
  private var shift: UInt64 = 0
  /// An odd number that spreads cells over the places; a secret one where the known one was abused.
  private var multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15
  private(set) var isGuarded = false
  private let budget: MemoryBudget
  /// What this store may take of the budget while it is an array.
  private let share: Int
  /// What it has taken.
  private var taken = 0

  /// A store for nothing, which stands where one is to come or has gone.
  init(scale: Int) {
    self.scale = scale
    (budget, share) = (MemoryBudget(limit: 0), 0)
    unsafe (sums, keys) = (UnsafeMutablePointer(bitPattern: 8).unsafelyUnwrapped, nil)
    capacity = 0
  }

  /// No sums yet.
  ///
  /// - Parameters:
  ///   - width: The bits of a cell number.
  ///   - scale: The digits after the point.
  ///   - budget: What the store takes its memory from.
  ///   - share: The bytes up to which it may be an array.
  /// - Throws: `MemoryBudget.Exceeded`.
  init(
    width: Int, scale: Int, budget: MemoryBudget = MemoryBudget(), share: Int = .max
  ) throws(MemoryBudget.Exceeded) {
    self.scale = scale
    (self.budget, self.share) = (budget, share)
    let isDense = width <= CellStore.denseLimit && (8 << width) <= share
    let capacity = isDense ? 1 << width : 1 << 12
    let bytes = capacity * (isDense ? 8 : 16)
    try budget.take(bytes)
    guard let sums: UnsafeMutablePointer<Int64> = unsafe CellStore.zeroed(capacity) else {
      budget.give(back: bytes)
      throw MemoryBudget.Exceeded(limit: budget.limit)
    }
    var keys: UnsafeMutablePointer<UInt64>?
    if !isDense {
      unsafe keys = CellStore.zeroed(capacity)
      guard unsafe keys != nil else {
        unsafe free(sums)
        budget.give(back: bytes)
        throw MemoryBudget.Exceeded(limit: budget.limit)
      }
    }
    unsafe (self.sums, self.keys) = (sums, keys)
    self.capacity = capacity
    taken = bytes
    shift = UInt64(64 - capacity.trailingZeroBitCount)
  }

  deinit {
    guard capacity > 0 else { return }
    unsafe free(sums)
    unsafe free(keys)
    budget.give(back: taken)
  }

  /// Adds a value at the store's scale.
  @inline(__always)
  mutating func add(_ value: Int64, to cell: UInt64) throws {
    let place = try unsafe keys == nil ? Int(truncatingIfNeeded: cell) : placeForAdding(cell)
    let stored = unsafe sums[place]
    let old = stored == 0 ? 0 : stored ^ .min
    let (sum, overflow) = old.addingReportingOverflow(value)
    if overflow || sum == .min {
      unsafe sums[place] = .min  // Zero, and present.
      try addWide(ScaledInteger(digits: Int128(old) + Int128(value), scale: scale), to: cell)
    } else {
      unsafe sums[place] = sum ^ .min
    }
  }

  /// Adds the values of many rows to their cells, but for those whose cell has a flag.
  ///
  /// - Parameters:
  ///   - values: The values, at the store's scale.
  ///   - cells: The cell of each value, or a flag of `Meaning`.
  ///   - bits: What is joined to every cell.
  ///   - count: The number of values.
  ///   - flagged: Takes the numbers of the rows that are left out.
  /// - Returns: The number of rows that are left out.
  /// - Throws: `ScaledInteger.Overflow` or `MemoryBudget.Exceeded`.
  mutating func add(
    _ values: UnsafePointer<Int64>, to cells: UnsafePointer<UInt64>, with bits: UInt64, count: Int,
    leavingOut flagged: UnsafeMutablePointer<Int32>
  ) throws -> Int {
    var found = 0
    // Values of one cell that follow one another are added up before they go there.
    var (run, runCell) = (Int64(0), UInt64.max)
    for row in 0..<count {
      let (cell, value) = unsafe (cells[row], values[row])
      if cell == runCell {
        let (sum, overflow) = run.addingReportingOverflow(value)
        if !overflow {
          run = sum
          continue
        }
      }
      if cell & Meaning.flags != 0 {
        unsafe flagged[found] = Int32(truncatingIfNeeded: row)
        found &+= 1
        continue
      }
      if runCell != .max { try add(run, to: runCell | bits) }
      (run, runCell) = (value, cell)
    }
    if runCell != .max { try add(run, to: runCell | bits) }
    return found
  }

  /// Adds a value of any size and scale.
  mutating func add(_ value: ScaledInteger, to cell: UInt64) throws {
    try add(0, to: cell)
    try addWide(value, to: cell)
  }

  /// Adds a value of any size and scale, to the 64-bit sum where it fits.
  mutating func addFitting(_ value: ScaledInteger, to cell: UInt64) throws {
    if value.scale <= scale, let same = try? value.rescaled(to: scale),
      let digits = Int64(exactly: same.digits)
    {
      try add(digits, to: cell)
    } else {
      try add(value, to: cell)
    }
  }

  private mutating func addWide(
    _ value: ScaledInteger, to cell: UInt64
  ) throws(ScaledInteger.Overflow) {
    wide[cell] = try (wide[cell] ?? .zero).adding(value)
  }

  /// The sums of an array, each with its highest bit flipped, or zero; nil of a hash table.
  var array: UnsafePointer<Int64>? { unsafe isDense ? UnsafePointer(sums) : nil }

  /// Calls `body` with each cell that has a value and its 64-bit part, in no particular order.
  borrowing func visit(_ body: (UInt64, Int64) -> Void) {
    visit(0..<capacity, body)
  }

  /// Calls `body` with the cells at some of the places, which are as many as `extent`.
  @inline(__always)
  borrowing func visit(_ places: Range<Int>, _ body: (UInt64, Int64) -> Void) {
    precondition(places.upperBound <= capacity, "there are \(capacity) places")
    for place in places {
      let stored = unsafe sums[place]
      if stored == 0 { continue }
      let cell = unsafe keys == nil ? UInt64(place) : keys.unsafelyUnwrapped[place] - 1
      body(cell, stored ^ .min)
    }
  }

  /// The number of places that `visit` looks at.
  var extent: Int { capacity }

  /// A number that those of its sums does not exceed.
  var mostSums: Int { isDense ? capacity : occupied }

  /// Whether the places are the cell numbers.
  var isDense: Bool { unsafe keys == nil }

  /// Moves every cell to its number in another layout.
  ///
  /// - Parameters:
  ///   - old: The present layout.
  ///   - new: The layout from now on.
  ///   - end: A cell number past those of all cells that have a value; nil where that is unknown.
  /// - Throws: `MemoryBudget.Exceeded`.
  mutating func relayout(
    from old: CellLayout, to new: CellLayout, end: UInt64? = nil
  ) throws(MemoryBudget.Exceeded) {
    var moved = try CellStore(width: new.width, scale: scale, budget: budget, share: share)
    let used = isDense ? min(capacity, Int(clamping: end ?? .max)) : capacity
    for place in 0..<used {
      let stored = unsafe sums[place]
      if stored == 0 { continue }
      let cell = unsafe keys == nil ? UInt64(place) : keys.unsafelyUnwrapped[place] - 1
      try moved.place(stored ^ .min, at: old.translate(cell, to: new))
    }
    for (cell, sum) in wide { moved.wide[old.translate(cell, to: new)] = sum }
    self = moved
  }

  private mutating func place(
    _ sum: Int64, at cell: UInt64
  ) throws(MemoryBudget.Exceeded) {
    let place = try unsafe keys == nil ? Int(cell) : placeForAdding(cell)
    unsafe sums[place] = sum ^ .min
  }

  /// The place of a cell in the hash table, taken for it where it is new.
  private mutating func placeForAdding(_ cell: UInt64) throws(MemoryBudget.Exceeded) -> Int {
    if occupied * 4 >= capacity * 3 { try layOut(capacity * 2) }
    guard let place = placeWithRoom(cell) else {
      guardPlaces()
      try layOut(capacity)
      return try placeForAdding(cell)
    }
    return place
  }

  /// Cells that meet in one place were chosen for that: no one chooses them for a secret.
  private mutating func guardPlaces() {
    isGuarded = true
    multiplier = UInt64.random(in: 0...UInt64.max) | 1
  }

  /// Places the cells of other memory; false where too many meet in one place.
  private mutating func move(
    _ oldSums: UnsafePointer<Int64>, _ oldKeys: UnsafePointer<UInt64>, _ count: Int
  ) -> Bool {
    occupied = 0
    for index in 0..<count where unsafe oldKeys[index] != 0 {
      guard let place = unsafe placeWithRoom(oldKeys[index] - 1) else { return false }
      unsafe sums[place] = oldSums[index]
    }
    return true
  }

  /// The place of a cell; nil, and nothing taken, where too many others are in its way.
  private mutating func placeWithRoom(_ cell: UInt64) -> Int? {
    let keys = unsafe keys.unsafelyUnwrapped
    let home = Int(truncatingIfNeeded: (cell &* multiplier) &>> shift)
    var place = home
    while true {
      let key = unsafe keys[place]
      if key == cell &+ 1 { return place }
      if key == 0 {
        let run = (place &- home) & (capacity &- 1)
        if run > CellStore.longestRun, !isGuarded { return nil }
        unsafe keys[place] = cell &+ 1
        occupied += 1
        return place
      }
      place = (place &+ 1) & (capacity &- 1)
    }
  }

  /// More places in a row than this are hardly ever taken by chance in a table that is three quarters
  /// full: the longest row of a hundred million cells has about five hundred.
  static let longestRun = 2048

  /// Moves all cells to new memory with room for `newCapacity`, each to where it belongs there.
  private mutating func layOut(_ newCapacity: Int) throws(MemoryBudget.Exceeded) {
    let (oldSums, oldKeys, oldCapacity) = unsafe (sums, keys.unsafelyUnwrapped, capacity)
    let bytes = newCapacity * 16
    try budget.take(bytes)
    guard let newSums: UnsafeMutablePointer<Int64> = unsafe CellStore.zeroed(newCapacity),
      let newKeys: UnsafeMutablePointer<UInt64> = unsafe CellStore.zeroed(newCapacity)
    else {
      budget.give(back: bytes)
      throw MemoryBudget.Exceeded(limit: budget.limit)
    }
    capacity = newCapacity
    shift = UInt64(64 - newCapacity.trailingZeroBitCount)
    unsafe (sums, keys) = (newSums, newKeys)
    if unsafe !move(oldSums, oldKeys, oldCapacity) {
      guardPlaces()
      unsafe newKeys.update(repeating: 0, count: newCapacity)
      unsafe newSums.update(repeating: 0, count: newCapacity)
      _ = unsafe move(oldSums, oldKeys, oldCapacity)
    }
    unsafe free(oldSums)
    unsafe free(oldKeys)
    budget.give(back: taken)
    taken = bytes
  }

  /// Memory that costs nothing until it is touched; nil where the system has none.
  private static func zeroed<Element: BitwiseCopyable>(
    _ count: Int
  ) -> UnsafeMutablePointer<Element>? {
    guard let memory = unsafe calloc(count, MemoryLayout<Element>.stride) else { return nil }
    unsafe LargePages.advise(memory, count * MemoryLayout<Element>.stride)
    return unsafe memory.bindMemory(to: Element.self, capacity: count)
  }
}
