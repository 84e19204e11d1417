import Casework
import Desk
import Ledger
import Playbook

/// What is known beside what happened: the order, who is in it, facts, what is owed, money, time, files, other cases: `parts/case-aside`.
struct CaseAsideView {
  /// What the case is about.
  let subject: String
  let seesOrders: Bool
  let order: AsideOrder?
  let people: [AsideParty]
  let facts: [AsideFact]
  let promises: [AsidePromise]
  let hasPromises: Bool
  let deadlines: [AsideDeadline]
  let hasDeadlines: Bool
  let money: AsideMoney?
  let entries: [AsideEntry]
  let hasEntries: Bool
  let seesFiles: Bool
  let files: [AsideFile]
  let linked: [AsideCase]
  let hasLinked: Bool
  let others: [AsideCase]
  let earlier: [AsideCasesOfPerson]

  /// - Parameter masks: whether numbers that lead to people are taken out of what was written.
  /// - Throws: `Problem` when the ledger doesn't answer.
  init(_ file: CaseFile, _ sources: CaseAsideSources, times: PageTimes, masks: Bool, language: Language) async throws {
    let look = AsideLook(file: file, times: times, masks: masks, rights: sources.rights, words: ConsoleWords.of(language))
    let known = try await sources.order(of: file)
    let found = try await sources.others(than: file, about: known)
    let earlier = try await sources.earlier(of: file, except: Set(found.map(\.summary.id)))
    let counted = try await sources.deadlines(of: file)
    subject = file.state.subject
    seesOrders = sources.rights.contains(.seeOrders)
    order = known.map { AsideOrder($0, sources.orders.mapping, look) }
    people = AsideParty.all(look)
    facts = AsideFact.all(look)
    promises = AsidePromise.all(look)
    hasPromises = !promises.isEmpty
    deadlines = AsideDeadline.all(counted, look)
    hasDeadlines = !deadlines.isEmpty
    money = AsideMoney(look)
    entries = AsideEntry.all(look)
    hasEntries = !entries.isEmpty
    seesFiles = sources.rights.contains(.seeEvidence)
    files = AsideFile.all(look)
    linked = AsideCase.linked(look)
    hasLinked = !linked.isEmpty
    others = AsideCase.others(found, look)
    self.earlier = AsideCasesOfPerson.all(earlier, look)
  }
}
