import Foundation
import Testing

/// What is wrong with the manifest of an editor extension that starts `gendan`.
///
/// - Parameter commands: the names of the commands of the program.
func manifestFindings(in manifest: TextFile, paths: Set<String>, commands: Set<String>) -> [Finding] {
  func finding(_ words: String) -> Finding { Finding(path: manifest.path, words: words) }
  guard let object = try? JSONSerialization.jsonObject(with: Data(manifest.text.utf8)) as? [String: Any] else { return [finding("is no JSON object")] }
  var findings: [Finding] = []
  let folder = manifest.path.split(separator: "/").dropLast().joined(separator: "/")
  let contributes = object["contributes"] as? [String: Any] ?? [:]
  let languages = contributes["languages"] as? [[String: Any]] ?? []
  for file in [object["main"]] + languages.map({ $0["configuration"] }) {
    guard let file = file as? String else {
      findings.append(finding("names no file to start, or a language without a configuration"))
      continue
    }
    let path = folder + "/" + file.replacing("./", with: "")
    if !paths.contains(path) { findings.append(finding("\(path) isn't there")) }
  }
  let properties = (contributes["configuration"] as? [String: Any])?["properties"] as? [String: [String: Any]] ?? [:]
  if properties["gendan.path"]?["default"] as? String != "gendan" { findings.append(finding("the setting gendan.path isn't there")) }
  let arguments = properties["gendan.arguments"]?["default"] as? [String] ?? []
  if arguments.first.map({ !commands.contains($0) }) ?? true { findings.append(finding("gendan has no command “\(arguments.first ?? "")”")) }
  return findings
}

/// The names in `commandName: "check"`.
func commandNames(in files: [TextFile]) -> Set<String> {
  Set(files.flatMap { $0.text.split(separator: "commandName: \"").dropFirst().compactMap { $0.split(separator: "\"").first.map(String.init) } })
}

@Suite("The editor extension starts a command that is there")
struct EditorExtension {
  private var paths: Set<String> { Set(House.files.map(\.path)) }
  private var commands: Set<String> { commandNames(in: House.files(under: "Sources/gendan", ending: ".swift")) }

  @Test func inTheTree() throws {
    let manifest = try #require(House.files.first { $0.path == "Editors/vscode/package.json" })
    expectNone(manifestFindings(in: manifest, paths: paths, commands: commands))
  }

  @Test func itsCommandsAndSettingsAreThoseOfItsProgram() throws {
    let program = try #require(House.files.first { $0.path == "Editors/vscode/extension.js" }).text
    for name in ["\"path\"", "\"arguments\"", "\"files\"", "\"gendan.restart\"", "vscode-languageclient/node"] { #expect(program.contains(name)) }
    let configuration = try #require(House.files.first { $0.path == "Editors/vscode/language-configuration.json" }).text
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(configuration.utf8)) }
  }

  @Test(arguments: [
    ("{", 1), ("{}", 3),
    (#"{"main":"./gone.js","contributes":{"configuration":{"properties":{"gendan.path":{"default":"gendan"},"gendan.arguments":{"default":["lsp"]}}}}}"#, 1),
    (#"{"main":"./a.js","contributes":{"configuration":{"properties":{"gendan.path":{"default":"gendan"},"gendan.arguments":{"default":["lps"]}}}}}"#, 1),
    (#"{"main":"./a.js","contributes":{"configuration":{"properties":{"gendan.path":{"default":"gendan"},"gendan.arguments":{"default":["lsp"]}}}}}"#, 0),
  ])
  func finds(text: String, count: Int) {
    #expect(manifestFindings(in: TextFile(path: "E/package.json", text: text), paths: ["E/a.js"], commands: ["lsp"]).count == count)
  }
}
