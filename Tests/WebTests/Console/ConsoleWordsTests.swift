import HTTPTypes
import Foundation
import Mustache
import Playbook
import Testing

@testable import Web

@Suite("The console's words and templates")
struct ConsoleWordsTests {
  private let templates = ConsoleFiles.all.texts(in: "templates")

  @Test func `both languages say the same things`() {
    let (chinese, english) = (ConsoleWords.chinese.keys, ConsoleWords.english.keys)
    #expect(chinese.subtracting(english).sorted() == [], "only in Chinese")
    #expect(english.subtracting(chinese).sorted() == [], "only in English")
    #expect(chinese.count > 50)
  }

  @Test func `each file of words can be read, and no key stands in two`() throws {
    for language in Language.allCases {
      var places: [String: String] = [:]
      for (name, text) in ConsoleFiles.all.texts(in: "words") where name.hasSuffix(".\(language.rawValue).json") {
        let words = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        for (key, value) in words {
          #expect(places.updateValue(name, forKey: key) == nil, "\(key) in \(name)")
          #expect(!value.isEmpty, "\(key) says nothing")
          // Words are written into templates before these are read.
          #expect(!value.contains("{{") && !value.contains("}}"), "\(key)")
        }
      }
    }
  }

  /// `{count}` in one language is `{count}` in the other.
  @Test func `both languages are told the same values`() {
    for key in ConsoleWords.chinese.keys {
      #expect(slots(ConsoleWords.chinese.text(key)) == slots(ConsoleWords.english.text(key)), "\(key)")
    }
  }

  @Test func `every template can be read, and every part of it is there`() throws {
    #expect(!templates.isEmpty)
    for (name, text) in templates {
      #expect(throws: Never.self, "\(name)") { _ = try MustacheTemplate(string: text) }
      for part in text.matches(of: /\{\{[>&<]\s*([A-Za-z0-9\/-]+)\s*\}\}/) {
        #expect(templates["\(part.1).mustache"] != nil, "\(name) shows \(part.1)")
      }
    }
  }

  @Test func `templates ask for words in one way only, which is filled in before they are read`() {
    for (name, text) in templates {
      for tag in text.matches(of: /\{\{[^}]*\bt\.[^}]*\}\}/) { #expect(tag.0.wholeMatch(of: /\{\{t\.[a-z0-9-]+\}\}/) != nil, "\(name): \(tag.0)") }
    }
  }

  @Test func `every key of a template has words`() {
    for (name, text) in templates {
      for key in text.matches(of: /\bt\.([a-z0-9-]+)/) { #expect(ConsoleWords.chinese.keys.contains(String(key.1)), "\(name): \(key.1)") }
    }
  }

  @Test func `no template runs a script or has a style in it, or loads from elsewhere`() {
    for (name, text) in templates {
      #expect(text.firstMatch(of: /\sstyle\s*=|\son[a-z]+\s*=|javascript:|hx-on|hx-vals\s*=\s*["']js:/) == nil, "\(name)")
      #expect(text.firstMatch(of: /(src|href)="(https?:)?\/\//) == nil, "\(name)")
      for script in text.matches(of: /<script\b[^>]*>([^<]*)/) {
        let hasNothing = script.1.allSatisfy(\.isWhitespace)
        #expect(hasNothing, "\(name)")
      }
    }
  }

  private func slots(_ text: String) -> Set<String> { Set(text.matches(of: /\{([a-z]+)\}/).map { String($0.1) }) }
}

@Suite("Text in pages")
struct PlainHTMLTests {
  /// Signs that join with what stands before or behind them, so that both are one character.
  @Test(arguments: ["<b>", "\u{0600}<b>", "<\u{0338}b>", "\"\u{200D}", "'\u{0301}", "&\u{200D}amp;", "汉<字>\"'&"])
  func `nothing of it is markup, whatever it is joined with`(text: String) throws {
    let html = PlainHTML().escapeText(text)
    #expect(!html.utf8.contains(UInt8(ascii: "<")) && !html.utf8.contains(UInt8(ascii: "\"")) && !html.utf8.contains(UInt8(ascii: "'")), "\(html)")
    PlainHTML.register()
    let page = try MustacheTemplate(string: PlainHTML.mark + "<p title=\"{{words}}\">{{#list}}{{.}}{{/list}}</p>")
    #expect(page.render(["words": text, "list": [text]]) == "<p title=\"\(html)\">\(html)</p>")
  }

  @Test func `plain words stay as they are`() { #expect(PlainHTML().escapeText("plain 词") == "plain 词") }

  @Test func `every template of the console is read with the mark`() async throws {
    let stage = Stage()
    let opened = try await stage.ask(.get, "/console/log-in?then=%2Fconsole%2F%D8%80%3Cb%3E")
    #expect(opened.text.contains("&lt;b&gt;") && opened.text.range(of: "\u{0600}<b>", options: .literal) == nil)
  }
}
