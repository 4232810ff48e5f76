use proptest::prelude::*;

use super::*;

#[test]
fn names_of_every_day_pass() {
    for path in [
        "data/source/材料/01-申请表.pdf",
        "data/a b/c　d.txt",
        "data/刚密补〔2016〕1号.pdf",
        "data/.hidden",
        "data/CONTRACT.txt",
        "data/COM10",
        "data/é",
    ] {
        assert_eq!(BundlePath::new(path).map(|p| p.0), Ok(path.to_owned()));
    }
}

#[test]
fn each_rule_refuses() {
    use PathError::*;
    let long = format!("data/{}", "长".repeat(66));
    for (path, error) in [
        (long.as_str(), TooLong { bytes: 203 }),
        ("data/e\u{301}", NotNfc),
        ("data/100%25.txt", Character('%')),
        (r"data\x", Character('\\')),
        ("C:/x", Character(':')),
        ("data/a\nb", Hidden('\n')),
        ("data/a\u{202e}b", Hidden('\u{202e}')),
        ("", Empty),
        ("/etc/passwd", Empty),
        ("data//x", Empty),
        ("data/", Empty),
        ("data/../x", Dots),
        ("./x", Dots),
        ("data/-rf", Start("-rf".into())),
        ("~/x", Start("~".into())),
        ("data/　x", Start("　x".into())),
        ("data/x.", End("x.".into())),
        ("data/x ", End("x ".into())),
        ("data/nul.txt", Device("nul.txt".into())),
        ("data/Com1", Device("Com1".into())),
        ("data/LPT²", Device("LPT²".into())),
        ("data/aux .pdf", Device("aux .pdf".into())),
    ] {
        assert_eq!(BundlePath::new(path), Err(error), "{path:?}");
    }
}

#[test]
fn suggestions_stay_near() {
    for (path, safe) in [
        ("data/100%.txt", "data/100％.txt"),
        ("data/是否?.pdf", "data/是否？.pdf"),
        (r"data\材料\a.pdf", "data/材料/a.pdf"),
        ("data/../../x", "data/x"),
        ("data/con", "data/_con"),
        ("data/e\u{301}.pdf", "data/é.pdf"),
        ("\u{200b}", "_"),
    ] {
        assert_eq!(BundlePath::suggest(path).as_str(), safe);
    }
    let long = BundlePath::suggest(&format!("data/{}.pdf", "长".repeat(90)));
    assert!(long.as_str().ends_with("长.pdf") && long.as_str().len() > 190);
}

#[test]
fn systems_that_ignore_case_are_thought_of() {
    let clash = |paths: &[&'static str]| collision(paths.iter().copied()).is_some();
    assert!(clash(&["data/a", "data/A"]));
    assert!(clash(&["data/straße", "data/STRASSE"]));
    assert!(clash(&["data/ς", "data/z", "data/σ"]));
    assert!(clash(&["data/a", "data/a-b", "data/a/b"]));
    assert!(clash(&["data/Folder/x", "data/e", "data/folder/y"]));
    assert!(clash(&["data/a", "data/a"]));
    assert!(!clash(&["data/a", "data/a-b", "data/a.b", "data/ab/c", "data/ab/d/e"]));
}

proptest! {
    #[test]
    fn a_suggestion_is_always_safe(path in any::<String>(), dots in "[-./a-z ~中\\\\:]{0,300}") {
        for text in [path, dots] {
            let safe = BundlePath::suggest(&text);
            prop_assert_eq!(BundlePath::new(safe.as_str()), Ok(safe));
        }
    }
}
