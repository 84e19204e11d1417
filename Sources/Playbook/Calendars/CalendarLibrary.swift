/// The calendars that the documents of a plan name, each file read once.
struct CalendarLibrary {
  /// The calendar files and what they name, in the order they were met.
  private(set) var sources: [SourceText] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var calendarsByDocument: [String: ServiceCalendar] = [:]

  /// The calendar that a document declares.
  func calendar(of document: Document) -> ServiceCalendar? { calendarsByDocument[document.source.path] }

  mutating func gather(_ documents: [Document], _ reading: (String) -> SourceText?) {
    var readBefore: [[String]: ServiceCalendar?] = [:]
    for document in documents where !document.front.calendar.isEmpty {
      let files = document.front.calendar.compactMap { name -> SourceText? in
        let path = resolve(name, against: document.source.path)
        if let source = reading(path) { return SourceText(path: path, text: source.text) }
        diagnostics.append(
          Diagnostic(
            check: MissingFileCheck.id, level: .error, file: document.source.path, place: document.place(ofFrontMatter: name), language: document.language,
            message: .init("找不到日历文件“\(name)”。", "The calendar file “\(name)” isn't there.")))
        return nil
      }
      let paths = files.map(\.path)
      if let calendar = readBefore[paths] {
        calendarsByDocument[document.source.path] = calendar
        continue
      }
      let compilation = readCalendar(files, language: document.language, reading: reading)
      readBefore[paths] = .some(compilation.calendar)
      calendarsByDocument[document.source.path] = compilation.calendar
      diagnostics += compilation.diagnostics
      for source in compilation.sources where !sources.contains(where: { $0.path == source.path }) { sources.append(source) }
    }
  }
}
