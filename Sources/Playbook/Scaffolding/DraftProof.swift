extension Draft {
  struct Proved {
    let outline: DraftText
    let vocabulary: DraftText
    let compilation: Compilation
  }

  /// Takes back what the compiler finds an error in, until there is none that wasn't in the raw outline.
  mutating func prove(against known: Set<ErrorSpot>, vocabularyFile: String) -> Proved {
    let mostRounds = 40
    let vocabularyPath = resolve(vocabularyFile, against: document.source.path)
    for _ in 0..<mostRounds {
      let proved = compiled(vocabularyFile)
      let errors = proved.compilation.diagnostics.filter { $0.level == .error }
      let own = errors.filter { error in
        let line = (error.file == vocabularyPath ? proved.vocabulary : proved.outline).rawLine(error.place.line)
        return error.file == vocabularyPath || !known.contains(ErrorSpot(check: error.check, line: line))
      }
      if own.isEmpty { return proved }
      // One pass looks at every error; each takes back at least one thing, or everything goes.
      let count = edits.count + names.count
      for error in own {
        let isVocabulary = error.file == vocabularyPath
        takeBack(error, rawLine: (isVocabulary ? proved.vocabulary : proved.outline).rawLine(error.place.line), isVocabulary: isVocabulary)
      }
      if edits.count + names.count == count { break }
    }
    edits = [:]
    names = []
    return compiled(vocabularyFile)
  }

  private func compiled(_ vocabularyFile: String) -> Proved {
    let outline = drawOutline(vocabularyFile: vocabularyFile)
    let vocabulary = drawVocabulary()
    let vocabularyPath = resolve(vocabularyFile, against: document.source.path)
    let compilation = compile(SourceText(path: document.source.path, text: outline.text)) { path in
      path == vocabularyPath ? SourceText(path: path, text: vocabulary.text) : nil
    }
    return Proved(outline: outline, vocabulary: vocabulary, compilation: compilation)
  }

  private mutating func takeBack(_ error: Diagnostic, rawLine: Int, isVocabulary: Bool) {
    if isVocabulary {
      drop(Set(names.filter { $0.line == rawLine }.map(\.key)), because: error.message)
    } else if edits[rawLine] != nil {
      takeBack(rawLine, because: error.message)
      dropUnused()
    } else {
      // A sentence that nobody touched means something else now: what it names isn't declared after all. An alternative belongs to the sentence above.
      let sentences = stride(from: rawLine, to: max(rawLine - 3, 0), by: -1).map { normalized(document.lines.line($0)) }
      for sentence in sentences {
        let named = names.filter { name in ([name.label] + name.aliases).contains { sentence[...].range(of: normalized($0)) != nil } }
        guard !named.isEmpty else { continue }
        return drop(Set(named.map(\.key)), because: error.message)
      }
    }
  }
}
