import Ledger
import Playbook
import Testing

@testable import Casework

/// How cases are found by words, in every ledger, sealed or not.
@Suite("Searching cases")
struct SearchExercise {
  private let one = CaseID("C-000001")

  /// Opens a case for each text, which is what its turn said.
  private func fill(_ ledger: any SearchMaker.Store, _ texts: [String]) async throws {
    var words: [SearchWords] = []
    for (index, text) in texts.enumerated() {
      let entry = try CaseScript.opened("C-00000\(index + 1)").entry
      #expect(try await ledger.commit([entry]) == [.committed])
      words.append(SearchWords(position: index + 1, caseID: entry.caseID, text: text))
    }
    #expect(try await ledger.keepSearchWords(words, from: 0, to: texts.count))
  }

  private let wanted: [(text: String, cases: [Int])] = [
    // One, two, three, many characters.
    ("洒", [1]), ("地", [1]), ("洒了", [1]), ("奶洒了", [1]), ("鲜奶洒了一地", [1]), ("奶鲜", []), ("鲜奶地", []), ("粥", [1]),
    // Not over the end of a line or over white space; several words have to be there all, in the one case.
    ("地南", []), ("门粥", []), ("鲜奶 粥", [1]), ("鲜奶 辣", []), ("agi ile", [2]), ("  ", [3, 2, 1]),
    // Letters in either case, full-width and composed or not.
    ("a-100_B", [1]), ("FRAG", [2]), ("ａ12", [2]), ("a1", [2]), ("NAÏVE", [3]), ("nai\u{308}ve", [3]), ("é；", [3]), ("x", [3, 2]), ("100", [2, 1]),
    // What means something to a database is a letter like any other.
    ("100%", [2]), ("%", [2]), ("0_b", [1]), ("0xb", []), ("*", [2]), ("*b", [2]), ("\"", [2]), ("说\"不要", [2]), ("AND", []), ("NEAR(", []), ("words:x", []),
  ]

  @Test(arguments: SearchMaker.allCases)
  func `pieces of any length are found, in any language, as they were written`(maker: SearchMaker) async throws {
    try await maker.withLedger { ledger in
      try await fill(ledger, ["鲜奶洒了一地\n南门 粥铺 A-100_b", "客人说\"不要辣\" 100% Fragile*Box Ａ１２", "Naïve café; x"])
      for (text, cases) in wanted {
        let ids = try await found(text, in: ledger)
        #expect(ids == cases.map { "C-00000\($0)" }, "\(text)")
      }
    }
  }

  @Test(arguments: SearchMaker.allCases)
  func `a text as long as a page is found, and one that differs at its end isn't`(maker: SearchMaker) async throws {
    try await maker.withLedger { ledger in
      let page = String(repeating: "骑手说电梯坏了走楼梯", count: 400)
      try await fill(ledger, [page])
      #expect(try await found(page, in: ledger) == [one.text])
      #expect(try await found(page + "口", in: ledger).isEmpty)
    }
  }

  @Test(arguments: SearchMaker.allCases)
  func `words that are kept again for a position take the place of the first`(maker: SearchMaker) async throws {
    try await maker.withLedger { ledger in
      try await fill(ledger, ["鲜奶洒了一地", "奶茶"])
      #expect(try await ledger.keepSearchWords([SearchWords(position: 1, caseID: one, text: "豆浆")], from: 2, to: 2))
      #expect(try await found("奶", in: ledger) == ["C-000002"])
      #expect(try await found("豆浆", in: ledger) == [one.text])
    }
  }

  @Test(arguments: SearchMaker.allCases)
  func `what was erased isn't found, and what is read again is, at the same place`(maker: SearchMaker) async throws {
    try await maker.withLedger { ledger in
      let entry = try PersonalStory.entry(one.text, isClosed: true)
      #expect(try await ledger.commit([entry]) == [.committed])
      #expect(try await ledger.keepSearchWords([SearchWords(position: 1, caseID: one, text: "鲜奶洒了一地")], from: 0, to: 1))
      #expect(try await found("洒了", in: ledger) == [one.text])
      let part = Erasure.Part(caseID: one, parties: ["customer"], fields: PersonalStory.fields)
      let erasure = Erasure(person: PersonID("\(entry.state.subject)/customer"), parts: [part], at: minutes(9))
      #expect(try await ledger.erase(erasure, noting: { _ in [] }) == .done(cases: 1))
      for text in ["洒", "洒了", "鲜奶洒了一地"] { #expect(try await found(text, in: ledger).isEmpty, "\(text)") }
      #expect(try await ledger.keepSearchWords([SearchWords(position: 1, caseID: one, text: "电梯坏了")], from: 1, to: 1))
      #expect(try await found("洒", in: ledger).isEmpty)
      #expect(try await found("电梯", in: ledger) == [one.text])
    }
  }

  @Test(arguments: SearchMaker.allCases)
  func `a case that was taken out takes its words with it`(maker: SearchMaker) async throws {
    try await maker.withLedger { ledger in
      let (entry, newer) = (try PersonalStory.entry(one.text, isClosed: true), try CaseScript.opened("C-000002").entry)
      #expect(try await ledger.commit([entry, newer]) == [.committed, .committed])
      #expect(try await ledger.keepSearchWords([SearchWords(position: 1, caseID: one, text: "鲜奶洒了一地")], from: 0, to: 2))
      let placed = try await ledger.readPlacedTurns(of: one)
      let mark = ArchivedCase(
        id: one, playbook: "cold-food", subject: entry.state.subject, recordClass: .complaint, closedAt: morning, archivedAt: minutes(1), archive: "a")
      #expect(try await ledger.takeOut([LeavingCase(mark: mark, turns: 1, lastPosition: 1)], noting: []).isEmpty)
      let returning = ReturningCase(id: one, turns: placed, playbooks: [])
      #expect(try await ledger.putBack([returning], noting: []).returned == [one])
      #expect(try await found("洒了", in: ledger).isEmpty, "nobody has read it again yet")
    }
  }
}
