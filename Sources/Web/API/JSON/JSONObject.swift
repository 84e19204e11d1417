import Hummingbird

/// An object of a request, read member by member. What is missing, of the wrong type or unknown is noted with its place, and told all at once by `end`.
final class JSONObject {
  private var members: [String: JSONValue]
  private let place: String
  private let faults: Faults

  /// What is wrong with a request so far; the objects within it share it.
  private final class Faults { var list: [Problem.Fault] = [] }

  /// Reads the body of a request.
  /// - Throws: `Problem` when it is too large, no JSON, or no object.
  init(_ request: Request, _ visit: Visit) async throws {
    guard JSONBody.type(of: request) == "application/json" else { throw Problem.unsupportedMediaType(["application/json"]) }
    let text = try await JSONBody.text(of: request, visit)
    guard let value = JSONValue(text: text) else {
      throw Problem(kind: .badRequest, detail: .init("内容不是 JSON。", "The body isn't JSON."))
    }
    guard case .object(let members) = value else { throw Problem(kind: .badRequest, detail: .init("内容应是一个 JSON 对象。", "The body should be a JSON object.")) }
    self.members = members
    place = ""
    faults = Faults()
  }

  private init(_ members: [String: JSONValue], place: String, faults: Faults) {
    self.members = members
    self.place = place
    self.faults = faults
  }

  /// The names that haven't been read.
  var unread: [String] { members.keys.sorted() }

  func has(_ name: String) -> Bool { members[name] != nil }

  /// Whether null stands there, and nothing is missing.
  func isNull(_ name: String) -> Bool { members[name] == .some(.null) }

  /// Whether something was noted so far.
  var isFaulty: Bool { !faults.list.isEmpty }

  /// Whether something was noted of this member.
  func hasFault(at name: String) -> Bool { faults.list.contains { $0.place == pointer(name) } }

  /// A text that has to be there.
  func text(_ name: String, longest: Int = 200) -> String {
    guard let text = optionalText(name, longest: longest) else {
      if !faults.list.contains(where: { $0.place == pointer(name) }) { note(name, .init("缺这一项", "missing")) }
      return ""
    }
    if text.isEmpty { note(name, .init("不能是空的", "may not be empty")) }
    return text
  }

  func optionalText(_ name: String, longest: Int = 200) -> String? {
    switch members.removeValue(forKey: name) {
    case nil: return nil
    case .text(let text)?:
      // As the API's document counts: what is read as one character may be of any number of these.
      if text.unicodeScalars.count > longest { note(name, .init("最多 \(longest) 个字", "at most \(longest) characters")) }
      return text
    default:
      note(name, .init("应是文字", "should be a text"))
      return nil
    }
  }

  func optionalFlag(_ name: String) -> Bool? {
    switch members.removeValue(forKey: name) {
    case nil: return nil
    case .flag(let flag)?: return flag
    default:
      note(name, .init("应是 true 或 false", "should be true or false"))
      return nil
    }
  }

  /// Whatever is there; nil when nothing is.
  func value(_ name: String) -> JSONValue? { members.removeValue(forKey: name) }

  /// A text, where something else may stand as well; nil leaves it to be read otherwise.
  func word(_ name: String) -> String? {
    guard case .text(let text)? = members[name] else { return nil }
    members[name] = nil
    return text
  }

  func object(_ name: String) -> JSONObject? {
    switch members.removeValue(forKey: name) {
    case nil: return nil
    case .object(let members)?: return JSONObject(members, place: pointer(name), faults: faults)
    default:
      note(name, .init("应是对象", "should be an object"))
      return nil
    }
  }

  /// An object that stands in a list of this one. - Parameter name: its place, `requests/0`.
  func part(_ name: String, _ value: JSONValue) -> JSONObject? {
    guard case .object(let members) = value else {
      note(name, .init("应是对象", "should be an object"))
      return nil
    }
    return JSONObject(members, place: pointer(name), faults: faults)
  }

  /// Members whose names the client chose, in order of names.
  func values(_ name: String) -> [(name: String, value: JSONValue)] {
    guard let object = object(name) else { return [] }
    return object.members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The same, where all are texts.
  func texts(_ name: String) -> [String: String] {
    var texts: [String: String] = [:]
    for (member, value) in values(name) {
      if case .text(let text) = value { texts[member] = text } else { note("\(name)/\(member)", .init("应是文字", "should be a text")) }
    }
    return texts
  }

  /// - Parameter name: of a member, or of one within it: `facts/refund.state`.
  func note(_ name: String, _ words: Problem.Words) { faults.list.append(Problem.Fault(place: pointer(name), words: words)) }

  /// Nothing more is read. - Throws: `Problem` `.invalid` with everything that is wrong, unknown members included.
  func end() throws(Problem) {
    for name in unread { note(name, .init("不认识这一项", "isn't known")) }
    try check()
  }

  /// - Throws: `Problem` `.invalid` with everything that is wrong so far.
  func check() throws(Problem) {
    guard faults.list.isEmpty else { throw .invalid(faults.list.sorted { $0.place < $1.place }) }
  }

  private func pointer(_ name: String) -> String { "\(place)/\(name.replacing("~", with: "~0"))" }
}
