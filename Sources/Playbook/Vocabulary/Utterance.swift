/// Something people say, and what they mean by it.
public struct Utterance: Hashable, Sendable {
  public let text: String
  public let meaning: Meaning
  public let file: String
  public let place: Place

  /// What an utterance can stand for.
  public enum Meaning: Hashable, Sendable {
    /// This playbook is what they need.
    case procedure
    /// An answer: a fact has this value.
    case answer(FactSetting)
  }
}

extension [Utterance] {
  /// What a typed text means: the longest utterance that it contains. Letter case, spaces and punctuation don't count.
  ///
  /// What stands right behind a negation isn't meant (`可以` in `不可以`), unless the utterance begins with one itself.
  public func meaning(of text: some StringProtocol) -> Utterance.Meaning? {
    let said = SpokenWords(text)
    return filter { said.say($0.text) }.max { $0.text.count < $1.text.count }?.meaning
  }
}

/// Reads the tables under `用户怎么说`; what isn't understood, and what is given two meanings, is told.
func readUtterances(_ documents: [Document], _ names: Names) -> ([Utterance], [Diagnostic]) {
  var utterances: [Utterance] = []
  var findings: [Diagnostic] = []
  var seen: [String: Utterance.Meaning] = [:]
  for document in documents {
    func report(_ place: Place, _ message: Diagnostic.Message) {
      findings.append(
        Diagnostic(check: UnreadablePartCheck.id, level: .error, file: document.source.path, place: place, language: document.language, message: message))
    }
    for section in document.sections where section.kind == .utterances {
      for case .table(let table) in section.blocks {
        for cells in table.rows where cells.count >= 2 {
          let words = cells[1].text.trimmed
          guard let meaning = readMeaning(words, names) else {
            report(
              cells[1].place,
              .init("意思“\(words)”读不懂：写“本流程”或“事实=值”。", "The meaning “\(words)” isn't understood: write “this procedure” or “FACT=V”."))
            continue
          }
          for part in cells[0].text[...].cutOutsideBrackets(at: ["；", ";"]) {
            let text = part.trimmed(of: ["“", "”", "\"", "「", "」"])
            guard !text.isEmpty else { continue }
            let spoken = SpokenWords(text).text
            guard !spoken.isEmpty else {
              report(cells[0].place(of: part), .init("“\(text)”里没有字，听不出来。", "There are no words in “\(text)”: nobody can hear it."))
              continue
            }
            if let other = seen[spoken], other != meaning {
              report(cells[0].place(of: part), .init("“\(text)”有两种意思，听的人分不清。", "“\(text)” is given two meanings: nobody can tell which."))
              continue
            }
            seen[spoken] = meaning
            utterances.append(Utterance(text: String(text), meaning: meaning, file: document.source.path, place: cells[0].place(of: part)))
          }
        }
      }
    }
  }
  return (utterances, findings)
}

private func readMeaning(_ text: Substring, _ names: Names) -> Utterance.Meaning? {
  if ["本流程", "这个流程", "this procedure"].contains(text.lowercased()) { return .procedure }
  return readSetting(text, names).map { .answer($0) }
}
