/// Bracketed syllables that some sites put behind characters: `團(tuán)`.
enum Pinyin {
  private static let longestSyllable = 7
  private static let toned = Set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".unicodeScalars)
  /// Syllables without a tone.
  private static let neutral: Set<String> = ["de", "le", "zi", "ma", "ne", "ba", "men", "zhe", "ge", "me", "li", "shang", "xia", "tou", "bian"]

  /// Where the text goes on behind a bracket with a syllable that begins at `index`; nil when there is none.
  static func end(in scalars: [Unicode.Scalar], at index: Int, isUntonedToo: Bool) -> Int? {
    guard scalars[index] == "(" || scalars[index] == "（" else { return nil }
    let limit = min(index + 2 + longestSyllable, scalars.count)
    guard let close = scalars[(index + 1)..<limit].firstIndex(where: { $0 == ")" || $0 == "）" }), close > index + 1 else { return nil }
    let syllable = scalars[(index + 1)..<close]
    guard syllable.allSatisfy({ (97...122).contains($0.value) || $0 == "ü" || toned.contains($0) }) else { return nil }
    let isToned = syllable.contains { toned.contains($0) }
    guard isToned || (isUntonedToo && neutral.contains(String(String.UnicodeScalarView(syllable)))) else { return nil }
    return close + 1
  }

  static func tonedCount(in text: String) -> Int {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.count { end(in: scalars, at: $0, isUntonedToo: false) != nil }
  }
}

/// Characters that simplified Chinese writes otherwise, the frequent ones: enough to tell that a text is written in traditional ones.
let traditionalCharacters = Set(
  ("們個來時後會這為國說對還過麼學實現開關發經點動問間題頭長門東車馬鳥魚龍員單號訂處聯繫絡電話視頻網賣買貨運輸達遲誤補償責權規則費價錢銀賬戶資訊傳統計數據質證憑圖訪護讓認識議論談評級別準備當應該將從無與於並業產務廠區縣鄉鎮鐵飛機場師"
    + "雲維檢層團隊體驗樣類種組織結構線顯標誌誰幾雙兩萬億歲").unicodeScalars)
