import Importing
import Playbook

/// Everything that reads documents, let loose on one input.
struct FuzzTrial {
  /// What was wrong, in words; crashes and hangs are seen from outside.
  private(set) var findings: [String] = []

  init(_ input: FuzzInput) {
    compileAll(input.bytes)
    _ = RawText(SourceText(path: "a.txt", bytes: input.bytes))
    for format in ImportFormat.allCases {
      guard let outline = try? importOutline(input.bytes, from: format, name: "a") else { continue }
      let again = compile(SourceText(path: "b.md", text: outline.markdown)) { _ in nil }
      checkPlaces(again, "imported from \(format.rawValue)")
    }
  }

  private mutating func compileAll(_ bytes: [UInt8]) {
    let source = SourceText(path: "a.md", bytes: bytes)
    let compilation = compile(source) { path in path == "v.md" ? source : nil }
    checkPlaces(compilation, "compiled")
    let plan = compilation.plan
    for step in plan.procedures.flatMap(\.steps) {
      let targets = [step.next, step.past].compactMap { $0 } + step.branches.compactMap(\.first)
      if !targets.allSatisfy({ plan.step($0) != nil }) { return findings.append("the step “\(step.sentence.text.prefix(40))” goes nowhere") }
    }
    let neat = SourceText(path: "a.md", text: formatted(source))
    if formatted(neat) != neat.text { findings.append("formatting it twice changes it twice") }
    let few = Array(compilation.diagnostics.prefix(20))
    if few.json().isEmpty || (!few.isEmpty && few.drawing(sources: compilation.sources).isEmpty) { findings.append("findings without words") }
  }

  private mutating func checkPlaces(_ compilation: Compilation, _ about: String) {
    let lines = Dictionary(compilation.sources.map { ($0.path, SourceLines($0.text)) }, uniquingKeysWith: { first, _ in first })
    let sentences = compilation.plan.procedures.flatMap(\.steps).map { (file: $0.sentence.file, place: $0.sentence.place) }
    var lengths: [Int: Int] = [:]
    for (file, place) in compilation.diagnostics.map({ (file: $0.file, place: $0.place) }) + sentences {
      guard let lines = lines[file] else { continue }
      let length = lengths[place.endLine] ?? lines.line(place.endLine).unicodeScalars.count
      if lines.count < 100_000, compilation.sources.count == 1 { lengths[place.endLine] = length }
      let isInside =
        place.line >= 1 && place.endLine <= lines.count && place.column >= 1 && (place.line, place.column) <= (place.endLine, place.endColumn)
        && place.endColumn <= length + 1
      if !isInside { return findings.append("\(about): \(place) isn't in the text") }
    }
  }
}
