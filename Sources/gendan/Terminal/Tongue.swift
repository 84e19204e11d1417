import Foundation
import Playbook

/// The language that somebody asked for: by `--locale`, by GENDAN_LOCALE or by the system's locale; nil when none of them names one.
///
/// Help texts are made before arguments are parsed, so the flag is looked for by hand.
let spokenTongue: Language? = {
  let arguments = CommandLine.arguments
  for (index, argument) in arguments.enumerated() {
    if argument == "--locale", index + 1 < arguments.count, let language = Language(tag: arguments[index + 1]) { return language }
    if argument.hasPrefix("--locale="), let language = Language(tag: argument.dropFirst("--locale=".count)) { return language }
  }
  let environment = ProcessInfo.processInfo.environment
  for name in ["GENDAN_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG"] {
    if let tag = environment[name], let language = Language(tag: tag) { return language }
  }
  return nil
}()

/// The language of the person at the terminal: Chinese when nothing says.
let tongue = spokenTongue ?? .chinese

/// Picks the words for the person at the terminal.
func say(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
  tongue.words(chinese(), english())
}
