import Casework

extension MemoryLedger: SearchLedger {
  public func searchPosition() -> Int { searchRead }

  public func keepSearchWords(_ words: [SearchWords], from old: Int, to position: Int) -> Bool {
    guard searchRead == old else { return false }
    searchRead = position
    for one in words { searchTexts[one.caseID, default: [:]][one.position] = one.text }
    return true
  }

  /// Whether every word of a text stands somewhere in what a case said, in either case of its letters.
  func isFound(_ id: CaseID, by text: String) -> Bool {
    let said = (searchTexts[id] ?? [:]).values.flatMap { SearchFolding.words(of: $0) }
    return SearchFolding.words(of: text).allSatisfy { word in said.contains { $0.contains(word) } }
  }
}
