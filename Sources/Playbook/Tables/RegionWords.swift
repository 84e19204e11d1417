extension TableRegions {
  /// `发货状态：已发货`, for each input that the box narrows.
  func lines(_ box: Box) -> [String] {
    zip(columns, box).compactMap { column, regions in
      let words = column.words(regions, language)
      return words == "-" ? nil : language.words("\(column.fact.name)：\(words)", "\(column.fact.name): \(words)")
    }
  }

  /// A row of the table that takes the box and leaves open what it says.
  func row(for box: Box) -> String {
    let cells = table.layout.map { column in
      switch column {
      case .input(let index): columns[index].words(box[index], language)
      case .output: language.words("未知", "unknown")
      case .note: ""
      }
    }
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  private var language: Language { table.language }
}

extension InputRegions {
  /// The cell that takes these regions; `-` for all known values.
  func words(_ regions: Set<Int>, _ language: Language) -> String {
    if known.isSubset(of: regions) { return "-" }
    let parts = regions.sorted().flatMap { self.regions[$0] }
    var words: [String] = []
    var spans: [Span] = []
    var texts: [TextPattern] = []
    for part in parts {
      switch part {
      case .value(let value): words.append(fact.words(for: value, in: language))
      case .span(let span): spans.append(span)
      case .text(let pattern): texts.append(pattern)
      case .textOfTwo, .otherText, .unknown: continue
      }
    }
    words += Span.joined(spans).map { self.words($0, language) }
    if parts.contains(.otherText) {
      let others = patterns.filter { !texts.contains($0) }
      words.append(others.isEmpty ? "-" : language.words("不是 ", "not ") + others.map(quoted).joined(separator: language.words("、", ", ")))
    } else {
      words += (texts.isEmpty && parts.contains(.textOfTwo) ? patterns : texts).map(quoted)
    }
    if parts.contains(.unknown) { words.append(language.words("未知", "unknown")) }
    return words.joined(separator: language.words("、", ", "))
  }

  private func quoted(_ pattern: TextPattern) -> String { "“\(pattern.text)”" }

  private func words(_ span: Span, _ language: Language) -> String {
    func words(_ point: Double) -> String { fact.valueOnLine(point).map { fact.words(for: $0, in: language) } ?? "\(point)" }
    if span.lower == span.upper { return words(span.lower) }
    switch (span.lower.isFinite, span.upper.isFinite) {
    case (false, false): return "-"
    case (false, true): return (span.includesUpper ? "≤ " : "< ") + words(span.upper)
    case (true, false):
      // From zero on is everything there is.
      return (span.includesLower ? "≥ " : "> ") + words(span.lower)
    case (true, true):
      let (open, close) = (span.includesLower ? "[" : "(", span.includesUpper ? "]" : ")")
      return open + words(span.lower) + ".." + words(span.upper) + close
    }
  }
}

extension Fact {
  /// The value that lies at a point of the line; nil for facts without an order.
  fileprivate func valueOnLine(_ point: Double) -> Value? {
    switch type {
    case .number: .number(point)
    case .money: Int64(exactly: point.rounded()).map { .money(fen: $0) }
    case .duration: Int64(exactly: point.rounded()).map { .duration(TimeAmount(seconds: $0)) }
    case .time: Int64(exactly: point.rounded()).map { .time(Instant(milliseconds: $0)) }
    case .choice, .flag, .text: nil
    }
  }
}
