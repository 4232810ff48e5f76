use super::*;
use proptest::prelude::*;

fn fault(result: Result<(), CodeError>) -> Fault {
    result.unwrap_err().fault
}

/// The examples of the standards and of codes in public use.
#[test]
fn right_codes_pass() {
    for code in ["91350100M000100Y43", "91320105780688132K", "91230500MA1B3N1N2M"] {
        assert_eq!(social_credit(code), Ok(()), "{code}");
    }
    for code in ["D2143569-X", "D2143569X", "78068813-2"] {
        assert_eq!(organisation(code), Ok(()), "{code}");
    }
    for code in ["11010519491231002X", "440524188001010014"] {
        assert_eq!(identity(code), Ok(()), "{code}");
    }
    assert_eq!(registration("110108000000016"), Ok(()));
}

#[test]
fn wrong_codes_say_what_is_wrong() {
    let character = |position, found| Fault::Character { position, found };
    let check = |expected, found| Fault::CheckDigit { expected, found };
    let length = |expected, found| Fault::Length { expected, found };
    let cases = [
        (social_credit(""), length(18, 0)),
        (social_credit("91350100M000100Y4"), length(18, 17)),
        (social_credit("9135O100M000100Y43"), character(5, 'O')),
        (social_credit("91350100M000I00Y43"), character(13, 'I')),
        (social_credit("91350100m000100Y43"), character(9, 'm')),
        (social_credit("９1350100M000100Y43"), character(1, '９')),
        (social_credit("91350100M000100Y44"), check('3', '4')),
        (social_credit("91350100M000010Y43"), check('J', '3')),
        (organisation("D2143569-0"), check('X', '0')),
        (organisation("D214356-9"), character(8, '-')),
        (organisation("D2143569-"), length(9, 8)),
        (identity("110105194912310021"), check('X', '1')),
        (identity("99010519491231002X"), Fault::Region("990105".into())),
        (identity("11010519490230002X"), Fault::BirthDate("19490230".into())),
        (identity("1101051949123100X2"), character(17, 'X')),
        (identity("身份证"), length(18, 3)),
        (registration("11010800000001X"), character(15, 'X')),
    ];
    for (result, expected) in cases {
        assert_eq!(fault(result), expected);
    }
}

/// A check digit over the whole that fits a wrong organisation's code: invented, not miscopied.
#[test]
fn the_inner_check_digit_is_judged_by_itself() {
    let body = "9163222412345678A";
    let code = format!("{body}{}", check_digit::social_credit(body).unwrap());
    let expected = check_digit::organisation("12345678").unwrap();
    let found = 'A';
    assert_eq!(fault(social_credit(&code)), Fault::InnerCheckDigit { expected, found });
}

#[test]
fn a_registration_number_is_doubted_not_condemned() {
    let doubt = registration("110108000000017").unwrap_err();
    assert!(!doubt.is_certain());
    let (expected, found) = ('6', '7');
    assert_eq!(doubt.fault, Fault::DoubtfulCheckDigit { expected, found });
    assert!(registration("11010800000001X").unwrap_err().is_certain());
}

#[test]
fn phones() {
    let right = [
        "0970-8652444",
        "09708652444",
        "8652444",
        "010-62345678",
        "13997412345",
        "139 9741 2345",
        "+86 13997412345",
        "0970-8652444-801",
        "400-123-4567",
        "12345",
    ];
    for number in right {
        assert_eq!(phone(number), Ok(()), "{number}");
    }
    let wrong = ["", "-", "0970", "0970-865244", "12997412345", "1399741234", "０970-8652444", "电话"];
    for number in wrong {
        assert_eq!(fault(phone(number)), Fault::Form, "{number}");
    }
}

#[test]
fn document_numbers_are_read() {
    let read = document_number("国办发明电〔2016〕17号").unwrap();
    assert_eq!((read.prefix.as_str(), read.year, read.number), ("国办发明电", 2016, 17));
    assert_eq!(read.to_string(), "国办发明电〔2016〕17号");
}

#[test]
fn document_numbers_are_corrected() {
    use DocumentNumberFault as F;
    let right = "刚密〔2016〕3号";
    let cases = [
        ("刚密[2016]3号", F::WrongBrackets(Brackets::Square)),
        ("刚密［2016］3号", F::WrongBrackets(Brackets::FullWidthSquare)),
        ("刚密(2016)3号", F::WrongBrackets(Brackets::Round)),
        ("刚密（2016）3号", F::WrongBrackets(Brackets::FullWidthRound)),
        ("刚密【2016】3号", F::WrongBrackets(Brackets::Lenticular)),
        ("刚密〔2016]3号", F::WrongBrackets(Brackets::Other)),
        ("刚密〔2016〕第3号", F::Ordinal),
        ("刚密〔2016〕03号", F::LeadingZero),
        ("刚密〔2016〕3", F::NoUnit),
        ("刚密 〔2016〕 3号", F::Space),
        ("刚密〔２０１６〕３号", F::FullWidthDigits),
        // Several at once: the first is told, all are corrected.
        ("刚密[2016]第003", F::WrongBrackets(Brackets::Square)),
    ];
    for (text, fault) in cases {
        let corrected = Some(right.to_owned());
        assert_eq!(document_number(text), Err(DocumentNumberError { fault, corrected }), "{text}");
    }
}

#[test]
fn document_numbers_beyond_repair() {
    use DocumentNumberFault as F;
    let cases = [
        ("", F::NoBrackets),
        ("刚密2016年3号", F::NoBrackets),
        ("刚密〔2016号", F::NoBrackets),
        ("〔2016〕3号", F::Prefix),
        ("GM〔2016〕3号", F::Prefix),
        ("刚密〔16〕3号", F::Year),
        ("刚密〔2016年〕3号", F::Year),
        ("刚密〔2016〕号", F::Number),
        ("刚密〔2016〕三号", F::Number),
        ("刚密〔2016〕+3号", F::Number),
        ("刚密〔2016〕99999999999号", F::Number),
        ("刚密〔2016〕0号", F::LeadingZero),
        ("刚密〔2016〕3号文", F::Trailing),
    ];
    for (text, fault) in cases {
        let corrected = None;
        assert_eq!(document_number(text), Err(DocumentNumberError { fault, corrected }), "{text}");
    }
}

/// Texts of any kind, and such as are nearly right.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,20}",
        "[0-9A-Z①９-]{15,18}",
        "[\\u{4e00}-\\u{9fff} ]{0,3}[〔\\[（][0-9０-９]{3,5}[〕\\]）]第?0?[0-9]{0,3}号?",
    ]
}

proptest! {
    #[test]
    fn nothing_panics_and_corrections_are_right(text in any_text()) {
        let judges = [social_credit, organisation, identity, registration, phone];
        for judge in judges {
            if let Err(error) = judge(&text) {
                error.text();
            }
        }
        match document_number(&text) {
            Ok(number) => prop_assert_eq!(number.to_string(), text),
            Err(error) => {
                error.text(&text);
                if let Some(right) = error.corrected {
                    prop_assert!(document_number(&right).is_ok_and(|number| number.to_string() == right));
                }
            }
        }
    }

    /// One wrong character is always found (the moduli are prime).
    #[test]
    fn every_single_slip_is_found(body in "91632224[0-9A-HJ-NPQRTUWXY]{8}", at in 0..18usize, slip in "[0-9A-HJ-NPQRTUWXY]") {
        let body = format!("{body}{}", check_digit::organisation(&body[8..]).unwrap());
        let code = format!("{body}{}", check_digit::social_credit(&body).unwrap());
        prop_assert_eq!(social_credit(&code), Ok(()));
        let mut wrong = code.clone();
        wrong.replace_range(at..=at, &slip);
        prop_assert_eq!(social_credit(&wrong).is_ok(), wrong == code);
    }
}
