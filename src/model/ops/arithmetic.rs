//! Operators of two or more tensors with broadcasting: arithmetic,
//! comparison, logic, choice.

use super::super::tensor::DType;

/// Cuts an integer to the width of its type, as two's complement does.
pub(crate) fn wrap(dtype: DType, v: i64) -> i64 {
    match dtype {
        DType::I8 => i64::from(v as i8),
        DType::I16 => i64::from(v as i16),
        DType::I32 => i64::from(v as i32),
        DType::U8 => i64::from(v as u8),
        DType::U16 => i64::from(v as u16),
        DType::U32 => i64::from(v as u32),
        _ => v,
    }
}
