extension TextPattern {
  /// A character that no text of a document has.
  static let foreignSign: UInt8 = 1

  /// A text that the pattern matches, with a foreign sign for each star.
  var sample: [UInt8] { Array(pieces.joined(separator: [Self.foreignSign])) }

  private enum Sign: Hashable { case byte(UInt8), star }

  private var signs: [Sign] { Array(pieces.map { $0.map(Sign.byte) }.joined(separator: [.star])) }

  /// The shortest text that both match; nil when none does.
  func common(with other: TextPattern) -> [UInt8]? {
    let (left, right) = (signs, other.signs)
    let width = right.count + 1
    // Where each pair of places was come from, and with which byte.
    var cameFrom = [(place: Int, byte: UInt8?)?](repeating: nil, count: (left.count + 1) * width)
    var queue = [0]
    var next = 0
    cameFrom[0] = (-1, nil)
    func meet(_ place: Int, from: Int, _ byte: UInt8?) {
      guard cameFrom[place] == nil else { return }
      cameFrom[place] = (from, byte)
      queue.append(place)
    }
    while next < queue.count {
      let place = queue[next]
      next += 1
      let (i, j) = (place / width, place % width)
      if i == left.count, j == right.count { return text(to: place, cameFrom) }
      let a = i < left.count ? left[i] : nil
      let b = j < right.count ? right[j] : nil
      if a == .star { meet(place + width, from: place, nil) }
      if b == .star { meet(place + 1, from: place, nil) }
      switch (a, b) {
      case (.byte(let one)?, .byte(let two)?): if one == two { meet(place + width + 1, from: place, one) }
      case (.star?, .byte(let byte)?): meet(place + 1, from: place, byte)
      case (.byte(let byte)?, .star?): meet(place + width, from: place, byte)
      default: break
      }
    }
    return nil
  }

  private func text(to end: Int, _ cameFrom: [(place: Int, byte: UInt8?)?]) -> [UInt8] {
    var text: [UInt8] = []
    var place = end
    while let step = cameFrom[place], step.place >= 0 {
      if let byte = step.byte { text.append(byte) }
      place = step.place
    }
    return text.reversed()
  }
}
