/// Seeded chance. What comes out depends on the seed and on what is asked about, never on the order of asking: a restart gives the same answers.
struct Dice: Hashable, Sendable {
  let seed: UInt64

  /// Any number. - Parameter about: what the throw decides, in words.
  func number(_ about: String...) -> UInt64 { number(about) }

  /// True in `percent` of a hundred.
  func isLucky(percent: Int, _ about: String...) -> Bool { number(about) % 100 < UInt64(max(0, percent)) }

  func number(in range: ClosedRange<Int64>, _ about: String...) -> Int64 {
    range.lowerBound + Int64(number(about) % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// One of the choices, each as often as its weight says; nil when there is none.
  func choice<Choice>(of weighted: [(choice: Choice, weight: Int)], _ about: String...) -> Choice? {
    let whole = weighted.reduce(0) { $0 + max(0, $1.weight) }
    guard whole > 0 else { return nil }
    var left = Int(number(about) % UInt64(whole))
    for (choice, weight) in weighted where weight > 0 {
      if left < weight { return choice }
      left -= weight
    }
    return nil
  }

  private func number(_ about: [String]) -> UInt64 {
    // FNV-1a over the words, each with its end, then the finishing steps of SplitMix64.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed
    for word in about {
      for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0x1f) &* 0x100_0000_01b3
    }
    hash = (hash &+ 0x9e37_79b9_7f4a_7c15) ^ (seed &* 0xbf58_476d_1ce4_e5b9)
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
