import Foundation
import Playbook

/// Changes a document as an author does: one edit after another on the lines of its outlines and tables.
struct VersionEdits {
  var dice: Dice
  private(set) var lines: [String]
  /// Lines of the procedure sections that are list items.
  private var items: [Int] {
    var isProcedure = false
    return lines.indices.filter { index in
      let line = lines[index]
      if line.hasPrefix("## ") { isProcedure = ["## Procedure", "## 流程"].contains { line.hasPrefix($0) } }
      return isProcedure && line.drop { $0 == " " }.hasPrefix("- ")
    }
  }

  init(_ text: String, seed: UInt64) {
    dice = Dice(seed: seed)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines.joined(separator: "\n") }

  mutating func edit(_ count: Int) { for _ in 0..<count { editOnce() } }

  private mutating func editOnce() {
    guard let item = dice.pick(items) else { return }
    switch Int.random(in: 0..<10, using: &dice) {
    case 0, 1: insert(before: item)
    case 2: lines.removeSubrange(tree(item))
    case 3: move(item)
    case 4, 5: changeAmount()
    case 6: reword(item)
    case 7: changeAlternative()
    case 8: changeWord()
    default: changeDeclaration()
    }
  }

  private func indent(_ line: Int) -> Int { lines[line].prefix { $0 == " " }.count }

  /// A bullet with all below it.
  private func tree(_ item: Int) -> Range<Int> {
    var end = item + 1
    while end < lines.count, lines[end].drop(while: { $0 == " " }).hasPrefix("- "), indent(end) > indent(item) { end += 1 }
    return item..<end
  }

  private mutating func insert(before item: Int) {
    guard !isAlternative(item) else { return }
    let space = String(repeating: " ", count: indent(item))
    let sentence =
      dice.pick(["see to the file \(Int.random(in: 0..<9, using: &dice))", "Wait \(Int.random(in: 1..<50, using: &dice)) min", "Note: look"]) ?? ""
    lines.insert(space + "- " + sentence, at: item)
  }

  private func isAlternative(_ item: Int) -> Bool { ["When:", "条件："].contains { lines[item].contains($0) } }

  /// Behind the next bullet of the same depth.
  private mutating func move(_ item: Int) {
    let mine = tree(item)
    guard mine.upperBound < lines.count, lines[mine.upperBound].drop(while: { $0 == " " }).hasPrefix("- "), indent(mine.upperBound) == indent(item) else {
      return
    }
    let next = tree(mine.upperBound)
    lines.replaceSubrange(mine.lowerBound..<next.upperBound, with: Array(lines[next]) + Array(lines[mine]))
  }

  private mutating func changeAmount() {
    let amounts = lines.indices.filter { index in [" min", " 分钟", " h", " 小时"].contains { lines[index].contains($0) } && lines[index].contains { $0.isNumber } }
    guard let line = dice.pick(amounts) else { return }
    let fresh = "\(Int.random(in: 1..<90, using: &dice))"
    guard let unit = [" min", " 分钟", " h", " 小时"].compactMap({ lines[line].range(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }) else { return }
    let head = lines[line][..<unit.lowerBound]
    let digits = head.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0 else { return }
    lines[line] = head.dropLast(digits) + fresh + lines[line][unit.lowerBound...]
  }

  private mutating func reword(_ item: Int) {
    // Only what a person does: other sentences have their forms.
    guard !isAlternative(item), !lines[item].contains(where: { "【`[:：".contains($0) }) else { return }
    lines[item] += dice.chance(50) ? " with care" : " at once, and write it down for the others"
  }

  private mutating func changeAlternative() {
    let pairs = [
      ("small", "large"), ("good", "bad"), ("red", "green"), ("sent", "failed"), ("answered", "refused"), ("fair", "unfair"), ("otherwise", "unknown"),
    ]
    guard let item = dice.pick(items.filter(isAlternative)), let pair = dice.pick(pairs) else { return }
    lines[item] = lines[item].replacing(pair.0, with: pair.1)
  }

  /// The same word everywhere: another action, another fact.
  private mutating func changeWord() {
    let pairs = [
      ("【text the customer】", "【greet】"), ("【tell merchant】", "【escalate】"), ("Contact rider", "Contact merchant"), ("`size`", "`mood`"), ("(lead)", "(chief)"),
    ]
    guard let pair = dice.pick(pairs) else { return }
    let found = items.filter { lines[$0].contains(pair.0) }
    if let item = dice.pick(found) { lines[item] = lines[item].replacing(pair.0, with: pair.1) }
  }

  private mutating func changeDeclaration() {
    let pairs = [
      ("red; blue; green", "red; green"), ("small; large", "small; middle; large"), ("good; bad", "good; poor; bad"), ("told; busy; failed", "told; failed"),
      ("ask rider (5 min)", "agent"), ("agent, ask merchant (10 min)", "ask merchant (10 min)"),
      ("first orderer, then recipient", "first recipient, then orderer"),
      ("limit: 6 h", "limit: 9 h"), ("time-limit: 6 h\n", ""), ("| 1 h | reached", "| 2 h | reached"), ("quiet-hours: 15:00-16:00", "quiet-hours: 14:00-15:00"),
      ("| mood = bad |", "| mood = good |"),
    ]
    guard let pair = dice.pick(pairs) else { return }
    lines = text.replacing(pair.0, with: pair.1).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
