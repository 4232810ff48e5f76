//! Why the disk refused something, in words: an error number helps nobody at a county desk.

use std::io::{self, ErrorKind};

use crate::finding::Text;
use crate::text;

/// What an I/O error means.
pub fn why(error: &io::Error) -> Text {
    match error.kind() {
        ErrorKind::NotFound => text!("文件或者文件夹不存在", "no such file or folder"),
        ErrorKind::PermissionDenied => text!("没有权限", "permission denied"),
        ErrorKind::StorageFull => text!("磁盘已满", "the disk is full"),
        ErrorKind::QuotaExceeded => text!("超出磁盘配额", "the disk quota is exceeded"),
        ErrorKind::FileTooLarge => text!("文件超出允许的大小", "the file is larger than allowed"),
        ErrorKind::ReadOnlyFilesystem => text!("磁盘只读", "the disk is read-only"),
        ErrorKind::NotADirectory => {
            text!("应为文件夹的位置有一个同名文件", "a file stands where a folder should be")
        }
        ErrorKind::IsADirectory => {
            text!("应为文件的位置有一个同名文件夹", "a folder stands where a file should be")
        }
        ErrorKind::AlreadyExists => text!("已有同名的文件或者文件夹", "there is one of that name already"),
        ErrorKind::DirectoryNotEmpty => text!("文件夹不是空的", "the folder is not empty"),
        ErrorKind::InvalidFilename => text!("文件名不能使用", "the name is not possible here"),
        ErrorKind::Interrupted => text!("被中断", "interrupted"),
        _ => text!("{error}", "{error}"),
    }
}
