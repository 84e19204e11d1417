import Casework

extension MemoryLedger: SearchLedger {
  public func searchPosition() -> Int { searchRead }

  public func keepSearchWords(_ words: [SearchWords], from old: Int, to position: Int) -> Bool {
    guard searchRead == old else { return false }
    searchRead = position
    for one in words { searchTexts[one.caseID, default: []].append(one.text) }
    return true
  }

  /// Whether every word of a text stands somewhere in what a case said, in either case of its letters.
  func isFound(_ id: CaseID, by text: String) -> Bool {
    let texts = (searchTexts[id] ?? []).map { $0.lowercased() }
    return text.lowercased().split(whereSeparator: \.isWhitespace).allSatisfy { word in texts.contains { $0.contains(word) } }
  }
}
