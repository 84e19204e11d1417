import Casework
import Playbook

/// Counts as the page says, by looking at everything each time.
struct NaiveCount {
  let window: Int64
  let least: Int
  private(set) var all: [CountedCase] = []
  private(set) var hit = 0
  private(set) var isLive = false

  init(window: TimeAmount, least: Int) {
    self.window = window.seconds * 1000
    self.least = least
  }

  /// - Returns: the cases that belong to a hit now and didn't before.
  mutating func add(_ one: CountedCase) -> Set<CaseID> {
    all.append(one)
    let pool = all.filter { $0.hit == nil || (isLive && $0.hit == hit) }
    var together: Set<CaseID> = []
    for end in Set(pool.map(\.at)) where end >= one.at && end.milliseconds < one.at.milliseconds + window {
      let inside = pool.filter { $0.at <= end && $0.at.milliseconds > end.milliseconds - window }
      guard inside.contains(where: { $0.id == one.id }) else { continue }
      let count = one.apart == nil ? inside.count : Set(inside.compactMap(\.apart)).count
      if count >= least { together.formUnion(inside.map(\.id)) }
    }
    guard !together.isEmpty else { return [] }
    if !isLive { (hit, isLive) = (hit + 1, true) }
    var joining: Set<CaseID> = []
    for index in all.indices where together.contains(all[index].id) && all[index].hit != hit {
      all[index].hit = hit
      joining.insert(all[index].id)
    }
    return joining
  }

  mutating func remove(_ id: CaseID) { all.removeAll { $0.id == id } }

  mutating func close() { isLive = false }
}

/// Numbers that look random and are the same in every run (SplitMix64, Steele, Lea and Flood 2014).
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
