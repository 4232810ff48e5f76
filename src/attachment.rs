//! What an attached file really is.
//!
//! A name ending in `.pdf` proves nothing; in thirty years a file that is no PDF, or that needs a
//! password nobody has, is as good as lost. So every attachment is opened once, when the case is
//! loaded.

use std::fs;
use std::path::Path;

use crate::finding::Text;
use crate::source::why;
use crate::text;

/// An attached file, looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Its pages, for a PDF that could be read.
    pub pages: Option<u32>,
    /// What is wrong with it, as the end of a sentence that begins with its name.
    pub problem: Option<Text>,
}

/// The largest file that is opened to be looked at, in bytes.
const LARGEST: u64 = 512 << 20;

/// A format known by its first bytes: endings in lower case, first bytes, name.
type Format = (&'static [&'static str], &'static [&'static [u8]], &'static str);

const FORMATS: &[Format] = &[
    (&["jpg", "jpeg"], &[b"\xff\xd8\xff"], "JPEG"),
    (&["png"], &[b"\x89PNG\r\n\x1a\n"], "PNG"),
    (&["tif", "tiff"], &[b"II*\0", b"MM\0*"], "TIFF"),
    (&["docx", "xlsx", "ofd", "zip"], &[b"PK\x03\x04"], "ZIP"),
    (&["doc", "xls", "wps"], &[b"\xd0\xcf\x11\xe0"], "OLE"),
];

impl Attachment {
    /// Opens the file of that name.
    pub fn inspect(name: &str, path: &Path, bytes: u64) -> Self {
        if bytes == 0 {
            return Self::wrong(text!("是空文件", "is empty"));
        }
        if bytes > LARGEST {
            return Self::wrong(text!("大于 512 MB，请拆分", "is larger than 512 MB: split it"));
        }
        match fs::read(path) {
            Ok(content) => Self::of(name, &content),
            Err(error) => {
                let Text { zh, en } = why(&error);
                Self::wrong(text!("无法读取：{zh}", "cannot be read: {en}"))
            }
        }
    }

    /// Looks at the content of the file of that name.
    pub fn of(name: &str, content: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if ending == "pdf" {
            return Self::pdf(content);
        }
        for (endings, starts, format) in FORMATS {
            if endings.contains(&ending.as_str()) && !starts.iter().any(|start| content.starts_with(start)) {
                return Self::wrong(text!("的内容不是 {format}", "is no {format} inside"));
            }
        }
        Self::default()
    }

    fn pdf(content: &[u8]) -> Self {
        if !content.starts_with(b"%PDF-") {
            return Self::wrong(text!("的内容不是 PDF", "is no PDF inside"));
        }
        // A reader of foreign files may trip over one; the case is judged all the same.
        let looked = std::panic::catch_unwind(|| lopdf::Document::load_metadata_mem(content));
        let Ok(Ok(metadata)) = looked else {
            return Self::wrong(text!("是损坏的 PDF，无法打开", "is a damaged PDF and cannot be opened"));
        };
        if metadata.encrypted {
            return Self::wrong(text!("已加密，日后无法打开", "is encrypted and cannot be opened later"));
        }
        if metadata.xref_recovery.is_some() {
            return Self::wrong(text!(
                "是损坏的 PDF，要靠修补才能打开",
                "is a damaged PDF that opens only when mended"
            ));
        }
        match metadata.page_count {
            0 => Self::wrong(text!("没有任何页", "has no page")),
            pages => Self { pages: Some(pages), problem: None },
        }
    }

    fn wrong(problem: Text) -> Self {
        Self { pages: None, problem: Some(problem) }
    }
}

#[cfg(test)]
mod tests {
    use super::Attachment;

    #[test]
    fn a_name_proves_nothing() {
        let problem = |name: &str, content: &[u8]| Attachment::of(name, content).problem.map(|text| text.en);
        assert_eq!(problem("a.PDF", b"PK\x03\x04").as_deref(), Some("is no PDF inside"));
        assert_eq!(
            problem("a.pdf", b"%PDF-1.7\nrest is gone").as_deref(),
            Some("is a damaged PDF and cannot be opened")
        );
        assert_eq!(problem("a.jpg", b"%PDF-1.7").as_deref(), Some("is no JPEG inside"));
        assert_eq!(problem("a.png", b"\x89PNG\r\n\x1a\n...."), None);
        assert_eq!(problem("notes.txt", b"anything"), None);
    }
}
