use super::*;

#[test]
fn columns_count_code_points_and_neither_the_mark_nor_carriage_returns() {
    let source = Source::new("a", "\u{FEFF}案号: 1\r\n𠀀x\n");
    assert_eq!(source.line_column(3), (1, 1));
    assert_eq!(source.line_column(9), (1, 3));
    assert_eq!(source.line_column(14), (2, 1));
    assert_eq!(source.line_column(16), (2, 1), "inside a character");
    assert_eq!(source.line_column(18), (2, 2));
    assert_eq!(source.line_column(999), (3, 1));
    assert_eq!(&source.text()[source.line_range(1)], "\u{FEFF}案号: 1");
}

#[test]
fn reading_says_what_is_wrong_with_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        #[expect(clippy::disallowed_methods, reason = "a test's own file")]
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let rule = |path: &Path| read(path, "案卷.yaml", 20).unwrap_err().rule;
    assert_eq!(rule(&folder.path().join("none")), "missing-file");
    assert_eq!(rule(folder.path()), "not-a-file");
    assert_eq!(rule(&file("large", &[b'a'; 21])), "file-too-large");
    assert_eq!(read(&file("ok", &[b'a'; 20]), "x", 20).unwrap().text().len(), 20);
}

#[test]
fn gbk_is_named_with_line_and_byte() {
    let found = decode(b"a: 1\nb: \xB0\xB8\xBA\xC5\n".to_vec(), "x").unwrap_err();
    assert_eq!(found.rule, "not-utf8");
    assert_eq!(found.span.line_column(), (2, 4));
    assert!(found.message.zh.contains("GBK") && found.message.zh.contains("第 9 个字节（第 2 行）"));
    let other = decode(vec![b'a', 0, 0xFF], "x").unwrap_err();
    assert!(!other.message.zh.contains("GBK"));
}
