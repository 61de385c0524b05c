//! Table `server_keys`: keys that never leave the service.

use super::{Store, corrupt};
use crate::Error;

impl Store {
    /// The key of a name, made when it is asked for first.
    pub(crate) async fn server_key(&self, name: &str) -> Result<[u8; 32], Error> {
        if let Some(key) = self.stored_key(name).await? {
            return Ok(key);
        }
        let mut key = [0_u8; 32];
        getrandom::fill(&mut key).map_err(|error| Error::Internal(error.into()))?;
        let mut write = self.write().await?;
        // Another request may have made it in the meantime.
        sqlx::query("INSERT INTO server_keys (name, key) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(name)
            .bind(&key[..])
            .execute(&mut *write)
            .await?;
        write.commit().await?;
        let stored = self.stored_key(name).await?;
        stored.ok_or_else(|| corrupt("a server key").into())
    }

    async fn stored_key(&self, name: &str) -> Result<Option<[u8; 32]>, sqlx::Error> {
        let bytes: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT key FROM server_keys WHERE name = ?")
                .bind(name)
                .fetch_optional(&self.readers)
                .await?;
        let read = |bytes: Vec<u8>| bytes.try_into().map_err(|_| corrupt("a server key"));
        bytes.map(read).transpose()
    }
}
