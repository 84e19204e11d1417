import Mustache
import Playbook

/// The templates of all pages, with the words of one language written into them: half of all that a template asks for are words, and each would be looked for in everything around the place where it stands.
enum ConsoleTemplates {
  private static let chinese = library(.chinese)
  private static let english = library(.english)

  static func of(_ language: Language) -> MustacheLibrary { language == .chinese ? chinese : english }

  private static func library(_ words: ConsoleWords) -> MustacheLibrary {
    PlainHTML.register()
    var library = MustacheLibrary()
    for (name, text) in ConsoleFiles.all.texts(in: "templates") {
      // A template that can't be read isn't there: a test reads each.
      try? library.register(PlainHTML.mark + written(text, words), named: String(name.split(separator: ".")[0]))
    }
    return library
  }

  /// - Returns: the template with words in the place of `{{t.work-title}}`.
  private static func written(_ template: String, _ words: ConsoleWords) -> String {
    template.replacing(/\{\{t\.([a-z0-9-]+)\}\}/) { PlainHTML().escapeText(words.text(String($0.1))) }
  }
}
