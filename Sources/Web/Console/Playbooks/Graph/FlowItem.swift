import Playbook

/// Something with a place in the picture of a procedure.
struct FlowItem {
  enum Role: Hashable {
    /// A sentence, or where the procedure begins.
    case box(PlanGraph.Node)
    /// The words of an arrow. They have a place of their own, so that no line crosses them.
    case label(String)
    /// An end of the procedure. There are several: lines to one would cross everything.
    case end
    /// Goes on at a box further up.
    case jump(to: PlanGraph.Node)
    /// Where an arrow passes a row on its way down.
    case bend
  }

  let role: Role
  /// Rows from the top: boxes stand in the even ones, words of arrows in the odd ones.
  let rank: Int
  /// What is written on it, line by line.
  let lines: [String]
  let width: Double
  let height: Double
  /// Its centre.
  var x = 0.0
  /// Its upper edge.
  var y = 0.0

  static let boxWidth = 200.0
  static let lineHeight = 17.0
  private static let kindHeight = 15.0

  init(_ role: Role, rank: Int) {
    self.role = role
    self.rank = rank
    switch role {
    case .box(let node):
      lines = FlowText.lines(node.text, cells: 24, most: 3)
      (width, height) = (Self.boxWidth, 14 + Self.kindHeight + Self.lineHeight * Double(lines.count))
    case .label(let text):
      lines = FlowText.lines(text, cells: 20, most: 2)
      (width, height) = (FlowText.width(lines, cell: 6.6) + 10, Self.lineHeight * Double(lines.count))
    case .end:
      lines = []
      (width, height) = (56, 26)
    case .jump(let node):
      lines = FlowText.lines(node.text, cells: 18, most: 1)
      (width, height) = (FlowText.width(lines, cell: 6.6) + 40, 26)
    case .bend:
      lines = []
      (width, height) = (6, 0)
    }
  }
}

/// Text in a picture: no browser breaks its lines there.
enum FlowText {
  /// - Parameter cells: how many a line has; a Chinese character takes two.
  static func lines(_ text: String, cells: Int, most: Int) -> [String] {
    var lines = [""]
    var taken = 0
    // Neither of an arrow nor of a box is more shown than this, however it is written.
    for character in text.prefix(200) {
      let character = character.isWhitespace ? " " : character
      let width = displayWidth(of: String(character))
      if taken + width > cells {
        guard lines.count < most else {
          lines[lines.count - 1] += "…"
          return lines
        }
        lines.append("")
        taken = 0
      }
      lines[lines.count - 1].append(character)
      taken += width
    }
    return lines
  }

  static func width(_ lines: [String], cell: Double) -> Double { (lines.map { Double(displayWidth(of: $0)) }.max() ?? 0) * cell }
}
