import Foundation
import Hummingbird
import Playbook

/// The parameters behind the question mark, read one by one. What is wrong with them is told all at once by `end`.
struct Query {
  private var parameters: [String: String] = [:]
  private var faults: [Problem.Fault] = []
  /// What is written as it should be and still can't be.
  private var refused: [Problem.Fault] = []

  init(_ request: Request) {
    for (name, value) in request.uri.queryParameters { take(String(name), String(value)) }
  }

  /// What the form of a page sends: its browser writes `+` for a space, and names fields that nobody has filled in.
  init(form request: Request) {
    for pair in (request.uri.query ?? "").split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { half in
        let text = String(half).replacing("+", with: " ")
        return text.removingPercentEncoding ?? text
      }
      guard halves.count == 2, !halves[1].allSatisfy(\.isWhitespace) else { continue }
      take(halves[0], halves[1])
    }
  }

  private mutating func take(_ name: String, _ value: String) {
    if parameters.updateValue(value, forKey: name) != nil { note(name, .init("只能写一次", "may be given once")) }
  }

  /// For addresses without parameters. - Throws: `Problem` when there are some.
  static func isEmpty(_ request: Request) throws(Problem) { try Query(request).end() }

  /// Whether it is given, and wasn't read yet.
  func has(_ name: String) -> Bool { parameters[name] != nil }

  mutating func text(_ name: String) -> String? {
    guard let text = parameters.removeValue(forKey: name) else { return nil }
    guard (1...200).contains(text.unicodeScalars.count) else {
      note(name, .init("1 到 200 个字", "1 to 200 characters"))
      return nil
    }
    return text
  }

  mutating func number(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    guard let text = parameters.removeValue(forKey: name) else { return nil }
    guard let number = Int(text), range.contains(number), String(number) == text else {
      note(name, .init("\(range.lowerBound) 到 \(range.upperBound) 的整数", "a whole number from \(range.lowerBound) to \(range.upperBound)"))
      return nil
    }
    return number
  }

  mutating func flag(_ name: String) -> Bool? { choice(name, ["true", "false"]).map { $0 == "true" } }

  mutating func choice(_ name: String, _ choices: [String]) -> String? {
    guard let text = parameters.removeValue(forKey: name) else { return nil }
    guard choices.contains(text) else {
      note(name, .init("可以是：\(choices.joined(separator: "、"))", "one of: \(choices.joined(separator: ", "))"))
      return nil
    }
    return text
  }

  /// Several of them, with commas between.
  mutating func choices(_ name: String, _ choices: [String]) -> Set<String>? {
    guard let text = parameters.removeValue(forKey: name) else { return nil }
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard words.allSatisfy(choices.contains) else {
      note(name, .init("可以是：\(choices.joined(separator: "、"))，用逗号隔开", "of these, with commas between: \(choices.joined(separator: ", "))"))
      return nil
    }
    return Set(words)
  }

  /// A day that has to be there: `2026-11-01`.
  mutating func day(_ name: String) -> CivilDay? {
    guard let day = parameters.removeValue(forKey: name).flatMap({ CivilDay($0) }) else {
      note(name, .init("写成 2026-11-01", "write it as 2026-11-01"))
      return nil
    }
    return day
  }

  /// A moment: `2026-11-23T02:00:00Z`.
  mutating func moment(_ name: String) -> Instant? {
    guard let text = parameters.removeValue(forKey: name) else { return nil }
    let instant = Instant(rfc3339: text)
    if instant == nil { refuse(name, .init("写成 2026-11-23T02:00:00Z", "write it as 2026-11-23T02:00:00Z")) }
    return instant
  }

  /// For values that are of the right form and can't be all the same: parameters that contradict each other, a time that no clock shows.
  mutating func refuse(_ name: String, _ words: Problem.Words) { refused.append(Problem.Fault(place: name, words: words)) }

  mutating func note(_ name: String, _ words: Problem.Words) { faults.append(Problem.Fault(place: name, words: words)) }

  /// Nothing more is read. - Throws: `Problem` with everything that is wrong, unknown parameters included.
  func end() throws(Problem) {
    let unknown = parameters.keys.sorted().map { Problem.Fault(place: $0, words: .init("不认识这个参数", "isn't a parameter here")) }
    let all = faults + unknown
    guard !all.isEmpty else {
      guard refused.isEmpty else { throw .invalid(refused) }
      return
    }
    let (chinese, english) = (all.map { "\($0.place)：\($0.words.chinese)" }, all.map { "\($0.place): \($0.words.english)" })
    throw Problem(
      kind: .badRequest, detail: .init("参数有错。\(chinese.joined(separator: "；"))。", "The parameters are wrong. \(english.joined(separator: "; "))."))
  }
}
