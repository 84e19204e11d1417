/// One record of a table in CSV with its line end, as `CSVReading` reads it.
public func csvLine(_ cells: [String]) -> String {
  // One empty cell without quotes would be a blank line.
  guard cells != [""] else { return "\"\"\r\n" }
  return cells.map(csvCell).joined(separator: ",") + "\r\n"
}

private func csvCell(_ text: String) -> String {
  // By scalars: `\r\n` is one character.
  let needsQuotes = text.unicodeScalars.contains { $0 == "\"" || $0 == "," || $0 == "\n" || $0 == "\r" }
  guard needsQuotes else { return text }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "\""
}
