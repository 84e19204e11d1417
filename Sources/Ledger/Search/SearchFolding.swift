import Foundation

/// Makes texts alike before they are kept to be searched, and before they are looked for: Unicode's composed compatible forms (NFKC: full-width letters and digits become
/// the usual ones), then lower case.
enum SearchFolding {
  /// The pieces between white space, in order; none of them is empty.
  static func words(of text: String) -> [Substring] {
    // Numbers and ids, mostly: nothing in them can be composed.
    let composed = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCompatibilityMapping
    return composed.lowercased().split(whereSeparator: \.isWhitespace)
  }
}
