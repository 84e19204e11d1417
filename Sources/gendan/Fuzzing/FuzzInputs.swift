/// One made-up document.
struct FuzzInput {
  /// How it was made.
  let about: String
  let bytes: [UInt8]
}

/// Makes documents by lot; the same seed makes the same ones.
struct FuzzInputs {
  private var dice: FuzzDice
  private let documents: [[UInt8]]
  private var count = 0

  init(seed: UInt64, documents: [[UInt8]]) {
    dice = FuzzDice(state: seed)
    self.documents = documents.isEmpty ? [Array("- 甲\n".utf8)] : documents
  }

  /// The large ones first, each once; then small ones for as long as there is time.
  mutating func next() -> FuzzInput {
    defer { count += 1 }
    if count < FuzzShapes.all.count {
      let shape = FuzzShapes.all[count]
      return FuzzInput(about: shape.about, bytes: Array(shape.text().utf8))
    }
    switch Int.random(in: 0..<10, using: &dice) {
    case 0: return FuzzInput(about: "random bytes", bytes: (0..<Int.random(in: 0...4000, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) })
    case 1...3: return FuzzInput(about: "random pieces", bytes: pieces(Int.random(in: 1...400, using: &dice)))
    case 4: return FuzzInput(about: "changed mind map", bytes: changed(Array((FuzzShapes.maps.randomElement(using: &dice) ?? "").utf8)))
    default: return FuzzInput(about: "changed document", bytes: changed(documents.randomElement(using: &dice) ?? []))
    }
  }

  private mutating func pieces(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { _ in Array((FuzzShapes.pieces.randomElement(using: &dice) ?? "").utf8) }
  }

  /// Some bytes gone, doubled, moved or replaced by pieces.
  private mutating func changed(_ document: [UInt8]) -> [UInt8] {
    let longest = 60_000
    var bytes = Array(document.prefix(longest))
    for _ in 0..<Int.random(in: 1...30, using: &dice) {
      guard !bytes.isEmpty else { break }
      let start = Int.random(in: 0..<bytes.count, using: &dice)
      let end = min(bytes.count, start + Int.random(in: 0...40, using: &dice))
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: Array(bytes[start..<end]), at: Int.random(in: 0...bytes.count, using: &dice))
      case 2: bytes.swapAt(start, Int.random(in: 0..<bytes.count, using: &dice))
      case 3: bytes[start] = UInt8.random(in: 0...255, using: &dice)
      default: bytes.insert(contentsOf: pieces(1), at: start)
      }
    }
    return bytes
  }
}

/// Numbers that look random and are the same for the same seed (SplitMix64, Steele, Lea and Flood 2014).
struct FuzzDice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
