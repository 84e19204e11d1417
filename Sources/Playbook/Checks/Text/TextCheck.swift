/// A rule that looks at what a document says, passage by passage, before anything is made of it: what a careful reader would ask its writer.
protocol TextCheck: DescribedCheck {
  /// What breaks the rule in this document.
  static func findings(in text: CheckedText) -> [Diagnostic]
}

/// What the text checks find in the documents that make up a playbook.
func textFindings(in documents: [Document]) -> [Diagnostic] {
  let titles = Set(documents.compactMap { $0.front.title ?? $0.title?.text }.map(CheckedText.title))
  return documents.flatMap { document in
    let text = CheckedText(document, titles: titles)
    return allTextChecks.flatMap { $0.findings(in: text) }
  }
}
