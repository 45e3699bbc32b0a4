/// Words written with a full stop that does not end a sentence.
public enum Abbreviations {
  /// The default list: titles, units of address and foreign forms, without the stop, in the cases they
  /// are written in. Single capitals (Q., P., initials) need no entry.
  public static let standard: Set<String> = {
    let text = """
      TP Tp tp TX Tx tx TT Tt KP Kp
      GS Gs gs PGS Pgs pgs TS Ts ts TSKH ThS Ths ths THS Th BS Bs bs BSCK BSCKI BSCKII KS Ks ks KTS Kts
      LS Ls ls DS Ds ĐD CN NS Ns
      ĐT Đt đt ĐC Đc đc SĐT Sđt sđt Tel tel Fax fax STT Stt stt MS
      NXB Nxb nxb Tr tr VD Vd vd Ng sn xb
      Mr Mrs Ms Dr Prof Jr Sr St Lt Gen Col Capt Sgt Rev Hon Mt Ft Ph
      vs Vs No Nr Vol Ed Inc Ltd Corp Co
      """
    return Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }()

  /// Words that after an abbreviation or initial tell that a sentence begins: with a capital they stand
  /// nowhere else, and nobody is called so.
  static let openers: Set<String> = [
    "Ông", "Bà", "Theo", "Khi", "Tại", "Tuy", "Nhưng", "Trong", "Nếu", "Sau", "Trước", "Ngoài", "Đến", "Vì",
    "Do",
  ]

  /// Whether a word after an abbreviation or initial tells that a sentence begins there.
  public static func opensSentence(_ word: String) -> Bool { openers.contains(word) }

  /// What follows the dot of a web address or a product's name.
  static let domains: Set<String> = ["net", "com", "vn", "org", "info", "edu", "gov", "tv", "js", "io"]
}
