import Foundation

/// The sandbox's journal read line by line by the test itself, not by the code under test. The last line may be torn by the kill.
struct RawJournal {
  /// Outcome by key.
  private(set) var carried: [String: String] = [:]
  private(set) var carriedTwice: [String] = []
  private(set) var repeats = 0
  private(set) var notUnderstood: [String] = []
  /// Case by signal; empty when the signal was refused.
  private(set) var acknowledged: [String: String] = [:]

  init(_ path: String) throws {
    try self.init(lines: String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self).split(separator: "\n").map(String.init))
  }

  init(lines: [String]) throws {
    for line in lines {
      guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], let name = object["name"] as? String else { continue }
      switch object["kind"] as? String {
      case "carried":
        if carried.updateValue(object["outcome"] as? String ?? "", forKey: name) != nil { carriedTwice.append(name) }
      case "repeat": repeats += 1
      case "acknowledged": acknowledged[name] = object["case"] as? String ?? ""
      default: notUnderstood.append(line)
      }
    }
  }
}
